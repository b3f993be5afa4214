import { createCipheriv, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { startSoftAp } from '../../../src/photon/softap/index.ts'
import type { AirNetwork } from '../../../src/world/index.ts'
import { type Desk, desk } from '../support/desk.ts'
import { phone } from '../support/phone.ts'

const WPA2_ENTERPRISE_AES = 0x0240_0004
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\r\n'
const PRIVATE_KEY = '-----BEGIN RSA PRIVATE KEY-----\nMIIC\n-----END RSA PRIVATE KEY-----\r\n'

/** A Photon that listens where there is such a network. */
async function onCampus(campus: Partial<AirNetwork>): Promise<Desk> {
  const d = desk({ startSoftAp })
  d.air.add({ ssid: 'Campus', sec: WPA2_ENTERPRISE_AES, ...campus })
  await d.photon.powerOn()
  return d
}

/** Stores the network, which takes the Photon two scans, and lets it join. */
async function join(d: Desk, fields: object): Promise<void> {
  const body = { idx: 0, ssid: 'Campus', sec: WPA2_ENTERPRISE_AES, ch: 1, ...fields }
  expect(await phone(d).askSlowly('configure-ap', body)).toEqual({ r: 0 })
  await phone(d).ask('connect-ap')
  await d.clock.advance(10_000)
}

test('S21: a Photon joins an enterprise network by PEAP', async () => {
  await using d = await onCampus({ identity: 'joe', password: 'secret' })
  await join(d, { eap: 25, oi: 'anonymous', ii: 'joe', pwd: await phone(d).encrypt('secret') })
  expect(d.photon.snapshot()).toMatchObject({ state: 'online', wifi: { ssid: 'Campus' } })
})

test('S27: a Photon that an enterprise network turns away listens again', async () => {
  await using d = await onCampus({ identity: 'joe', password: 'secret' })
  await join(d, { eap: 25, ii: 'jim', pwd: await phone(d).encrypt('secret') })
  expect(d.photon.state).toBe('joining')
  await d.clock.advance(50_000)
  expect(d.photon.state).toBe('listening')
})

test('S21: a Photon joins an enterprise network by EAP-TLS, its key decrypted', async () => {
  await using d = await onCampus({ clientCertificate: CERTIFICATE })
  const secret = randomBytes(32)
  const cipher = createCipheriv('aes-128-cbc', secret.subarray(0, 16), secret.subarray(16))
  const key = cipher.update(PRIVATE_KEY, 'utf8', 'hex') + cipher.final('hex')
  await join(d, { eap: 13, crt: CERTIFICATE, key, ek: await phone(d).encrypt(secret) })
  expect(d.photon.snapshot()).toMatchObject({ state: 'online', wifi: { ssid: 'Campus' } })
  const stored = Buffer.from(d.flash.networks[0]?.eap?.privateKey ?? [])
  expect(stored.toString('latin1', 0, PRIVATE_KEY.length)).toBe(PRIVATE_KEY)
})
