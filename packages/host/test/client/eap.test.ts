import { createDecipheriv, generateKeyPairSync } from 'node:crypto'
import { configureWifi, type EapCredentials, provisionPhoton, SECURITY } from '@particle-setup/host/client'
import { describe, expect, test } from 'vitest'
import { caught, everythingIn } from '../support/caught.ts'
import { createClientCertificate } from '../support/certificates.ts'
import { healthy, photonKey, startFakePhoton } from '../support/fake-photon.ts'

const wifiObj = { ssid: 'Campus', sec: SECURITY.wpa2_enterprise_aes, ch: 6 }
const { clientCertificate, privateKey } = createClientCertificate()
const peap = { type: 'peap', identity: 'ada@campus.example' } as const
const tls = { type: 'tls', clientCertificate, privateKey } as const

describe('an enterprise network', () => {
  test('C10: by PEAP: identity, type 25 and the encrypted password', async () => {
    await using photon = await startFakePhoton()
    const eap = { ...peap, identity: 'ädä@campus.example', outerIdentity: 'anybody', ca: clientCertificate }
    await configureWifi({ ...photon.options, wifiObj, password: 'pa55', eap })
    const { pwd, ...rest } = JSON.parse(Buffer.from(photon.seen[1]?.body ?? '', 'latin1').toString())
    expect(rest).toEqual({
      idx: 0,
      ssid: 'Campus',
      sec: SECURITY.wpa2_enterprise_aes,
      ch: 6,
      ii: 'ädä@campus.example',
      eap: 25,
      oi: 'anybody',
      ca: `${clientCertificate.trim()}\r\n`,
    })
    expect(photonKey.decrypt(pwd).toString()).toBe('pa55')
  })

  test('C10: by EAP-TLS: certificate, type 13, and the private key under a key of its own; no password', async () => {
    await using photon = await startFakePhoton()
    await configureWifi({ ...photon.options, wifiObj, password: 'left over', eap: tls })
    const { ek, key, ...rest } = JSON.parse(photon.seen[1]?.body ?? '')
    expect(rest).toEqual({
      idx: 0,
      ssid: 'Campus',
      sec: SECURITY.wpa2_enterprise_aes,
      ch: 6,
      crt: `${clientCertificate.trim()}\r\n`,
      eap: 13,
    })
    expect(ek).toMatch(/^[0-9a-f]{256}$/)
    const envelope = photonKey.decrypt(ek)
    expect(envelope).toHaveLength(32)
    const decipher = createDecipheriv('aes-128-cbc', envelope.subarray(0, 16), envelope.subarray(16))
    expect(decipher.update(key, 'hex', 'utf8') + decipher.final('utf8')).toBe(`${privateKey.trim()}\r\n`)
  })

  test('the private key is encrypted anew each time', async () => {
    await using photon = await startFakePhoton()
    const publicKey = photonKey.spki
    for (let i = 0; i < 2; i++) await configureWifi({ ...photon.options, wifiObj, eap: tls, publicKey })
    const [first, second] = photon.seen.map(({ body }) => JSON.parse(body).key)
    expect(first).not.toBe(second)
  })

  test('an unknown security is taken for WPA2 Enterprise', async () => {
    await using photon = await startFakePhoton()
    await configureWifi({ ...photon.options, wifiObj: { ssid: 'Campus', sec: -1 }, eap: tls })
    expect(JSON.parse(photon.seen[1]?.body ?? '').sec).toBe(SECURITY.wpa2_enterprise_aes)
  })

  test('provisionPhoton passes the credentials on', async () => {
    await using photon = await startFakePhoton()
    await provisionPhoton({
      ...photon.options,
      wifiObj,
      password: 'pa55',
      eap: peap,
      claimCode: 'c'.repeat(63),
    })
    expect(JSON.parse(photon.seen[3]?.body ?? '')).toMatchObject({ eap: 25, ii: peap.identity })
  })

  test('C6: r 1 says that a setting is missing or too long', async () => {
    await using photon = await startFakePhoton(healthy({ 'configure-ap': '{"r":1}' }))
    const error = await caught(configureWifi({ ...photon.options, wifiObj, eap: tls }))
    expect(error).toMatchObject({ code: 'bad-enterprise-settings', r: 1, command: 'configure-ap' })
  })
})

const longKey = generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey
const longCertificate = `-----BEGIN CERTIFICATE-----\n${'A'.repeat(4095)}\n-----END CERTIFICATE-----`

describe('refused before anything is sent', () => {
  const asText = { type: 'pkcs8', format: 'pem' } as const
  test.each<[string, object, string | undefined, string]>([
    ['an identity of 65 bytes', { ...peap, identity: `${'é'.repeat(32)}x` }, 'pa55', 'eap.identity'],
    ['an empty identity', { ...peap, identity: '' }, 'pa55', 'eap.identity'],
    ['a backslash in the identity', { ...peap, identity: 'CAMPUS\\ada' }, 'pa55', 'eap.identity'],
    ['a quote in the outer identity', { ...peap, outerIdentity: '"' }, 'pa55', 'eap.outerIdentity'],
    ['PEAP without a password', peap, undefined, 'password'],
    ['65 bytes of password', peap, 'x'.repeat(65), 'password'],
    ['a certificate that is none', { ...tls, clientCertificate: 'MIIB' }, undefined, 'eap.clientCertificate'],
    [
      'a key for a certificate',
      { ...tls, clientCertificate: privateKey },
      undefined,
      'eap.clientCertificate',
    ],
    ['a certificate beyond 4,095 bytes', { ...tls, ca: longCertificate }, undefined, 'eap.ca'],
    ['a certificate for a key', { ...tls, privateKey: clientCertificate }, undefined, 'eap.privateKey'],
    [
      'a private key with a passphrase',
      { ...tls, privateKey: longKey.export({ ...asText, cipher: 'aes-128-cbc', passphrase: 'x' }) },
      undefined,
      'eap.privateKey',
    ],
    [
      'a private key of 3,072 bits',
      { ...tls, privateKey: longKey.export(asText) },
      undefined,
      'eap.privateKey',
    ],
    ['a type that no Photon knows', { type: 'ttls' }, 'pa55', 'eap.type'],
  ])('C12: %s', async (_name, eap, password, argument) => {
    await using photon = await startFakePhoton()
    const error = await caught(
      configureWifi({ ...photon.options, wifiObj, password, eap: eap as EapCredentials }),
    )
    expect(error).toMatchObject({ code: 'invalid-input', argument })
    expect(everythingIn(error)).not.toContain('PRIVATE KEY')
    if (password) expect(everythingIn(error)).not.toContain(password)
    expect(photon.seen).toHaveLength(0)
  })

  test('C12: eap for a network that is not enterprise', async () => {
    await using photon = await startFakePhoton()
    const error = await caught(
      configureWifi({
        ...photon.options,
        wifiObj: { ssid: 'Lab', sec: 'wpa2_aes' },
        password: 'correct-horse',
        eap: peap,
      }),
    )
    expect(error).toMatchObject({ code: 'invalid-input', argument: 'eap' })
    expect(photon.seen).toHaveLength(0)
  })
})
