import { createCipheriv, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { accessPoint, encrypt } from './fake-device.ts'
import { listening } from './setup.ts'

const WPA2_ENTERPRISE_AES = 0x0240_0004
const PEAP = 25
const TLS = 13
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\r\n'
const PRIVATE_KEY = '-----BEGIN RSA PRIVATE KEY-----\nMIIC\n-----END RSA PRIVATE KEY-----\r\n'

const air = [accessPoint('Campus', { sec: WPA2_ENTERPRISE_AES })]
const campus = { ssid: 'Campus', sec: WPA2_ENTERPRISE_AES }

/** As the official client does it: 32 random bytes under RSA, key and IV for the PEM under AES. */
function sealKey(pem: string): { key: string; ek: string } {
  const secret = randomBytes(32)
  const cipher = createCipheriv('aes-128-cbc', secret.subarray(0, 16), secret.subarray(16))
  return { key: cipher.update(pem, 'utf8', 'hex') + cipher.final('hex'), ek: encrypt(secret) }
}

test('S21: PEAP is stored with its identities and password', async () => {
  const { device, tcp } = await listening({ air })
  const body = { ...campus, eap: PEAP, oi: 'anonymous', ii: 'jörg', pwd: encrypt('secret') }
  expect(await tcp('configure-ap', body)).toBe('{"r":0}')
  expect(device.stored[0]).toMatchObject({
    security: 'wpa2-enterprise',
    eap: { type: PEAP, outerIdentity: 'anonymous', innerIdentity: 'jörg' },
  })
  expect(Buffer.from(device.stored[0]?.password ?? []).toString()).toBe('secret')
})

test('S21: EAP-TLS is decrypted, its certificates unescaped, and stored', async () => {
  const { device, tcp } = await listening({ air })
  const body = { ...campus, eap: TLS, crt: CERTIFICATE, ca: CERTIFICATE, ...sealKey(PRIVATE_KEY) }
  expect(await tcp('configure-ap', body)).toBe('{"r":0}')
  const eap = device.stored[0]?.eap
  expect(eap).toMatchObject({ type: TLS, clientCertificate: CERTIFICATE, rootCa: CERTIFICATE })
  const stored = Buffer.from(eap?.privateKey ?? [])
  expect(stored.toString('latin1', 0, PRIVATE_KEY.length)).toBe(PRIVATE_KEY)
  expect(stored.length % 16).toBe(0)
})

test('S21: an envelope that does not decrypt is -16640', async () => {
  const { device, tcp } = await listening({ air })
  const body = { ...campus, eap: TLS, crt: CERTIFICATE, ...sealKey(PRIVATE_KEY), ek: '12'.repeat(128) }
  expect(await tcp('configure-ap', body)).toBe('{"r":-16640}')
  expect(device.stored).toEqual([])
})

const peap = { eap: PEAP, ii: 'joe', pwd: encrypt('secret') }
const tls = { eap: TLS, crt: CERTIFICATE, ...sealKey(PRIVATE_KEY) }
test.for([
  ['an EAP type that it does not know', { ...peap, eap: 21 }],
  ['PEAP without an inner identity', { ...peap, ii: '' }],
  ['PEAP with an inner identity of 65 bytes', { ...peap, ii: 'x'.repeat(65) }],
  ['PEAP without a password', { ...peap, pwd: '' }],
  ['PEAP with a password of 65 bytes', { ...peap, pwd: encrypt('x'.repeat(65)) }],
  ['an outer identity of 65 bytes', { ...peap, oi: 'x'.repeat(65) }],
  ['a root certificate of 4096 bytes', { ...peap, ca: 'x'.repeat(4096) }],
  ['EAP-TLS without a certificate', { ...tls, crt: '' }],
  ['EAP-TLS with a certificate of 4096 bytes', { ...tls, crt: 'x'.repeat(4096) }],
  ['EAP-TLS without a key', { ...tls, key: '' }],
  ['EAP-TLS without an envelope', { ...tls, ek: '' }],
  ['EAP-TLS with a key of 2048 bytes', { ...tls, ...sealKey('x'.repeat(2040)) }],
] as const)('S21: %s is refused with 1', async ([, fields]) => {
  const { device, tcp } = await listening({ air })
  expect(await tcp('configure-ap', { ...campus, ...fields })).toBe('{"r":1}')
  expect(device.stored).toEqual([])
})

const complete = { PEAP: peap, 'EAP-TLS': tls }
test.for([
  ['PEAP', 'ii'],
  ['PEAP', 'pwd'],
  ['EAP-TLS', 'crt'],
  ['EAP-TLS', 'key'],
  ['EAP-TLS', 'ek'],
] as const)('S21: %s that leaves %s out is refused with 1', async ([method, missing]) => {
  const { device, tcp } = await listening({ air })
  // JSON leaves out what is undefined.
  expect(await tcp('configure-ap', { ...campus, ...complete[method], [missing]: undefined })).toBe('{"r":1}')
  expect(device.stored).toEqual([])
  expect(await tcp('configure-ap', { ...campus, ...complete[method] })).toBe('{"r":0}')
})

test('S21: the private key is what AES makes of it, whoever sealed it', async () => {
  const { device, tcp } = await listening({ air })
  const other = sealKey(PRIVATE_KEY)
  expect(await tcp('configure-ap', { ...campus, ...tls, ek: other.ek })).toBe('{"r":0}')
  const stored = Buffer.from(device.stored[0]?.eap?.privateKey ?? [])
  expect(stored.length).toBe(tls.key.length / 2)
  expect(stored.toString('latin1')).not.toContain('PRIVATE KEY')
})

test('S21: an enterprise network that is not in the air is -2, before its fields are looked at', async () => {
  const { tcp } = await listening()
  expect(await tcp('configure-ap', { ...campus, eap: PEAP })).toBe('{"r":-2}')
})

test('S21: fields at their limits are taken', async () => {
  const { tcp } = await listening({ air })
  const wide = {
    ...peap,
    ii: 'x'.repeat(64),
    oi: 'x'.repeat(64),
    ca: 'x'.repeat(4095),
    pwd: encrypt('x'.repeat(64)),
  }
  expect(await tcp('configure-ap', { ...campus, ...wide })).toBe('{"r":0}')
  const long = { ...tls, crt: 'x'.repeat(4095), ...sealKey('x'.repeat(2020)) }
  expect(await tcp('configure-ap', { ...campus, ...long })).toBe('{"r":0}')
})
