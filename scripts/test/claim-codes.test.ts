import { join } from 'node:path'
import { compile } from '@particle-setup/device-os-wasm/compile'
import { createParticleServer, listDevices, provisionPhoton, SECURITY } from '@particle-setup/host'
import { createSimulator, type Photon, type Simulator } from '@particle-setup/simulator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ROOT } from '../lib/workspace.ts'

let simulator: Simulator

beforeEach(async () => {
  const firmware = await compile(join(ROOT, 'firmware'))
  simulator = await createSimulator({ firmware, photons: 2, speed: 50 })
})
afterEach(() => simulator.close())

function server() {
  const { url, defaults } = simulator.cloud
  return createParticleServer({
    apiUrl: url,
    product: defaults.product.slug,
    oauthClient: defaults.client.id,
    oauthSecret: defaults.client.secret,
  })
}

/** Sets a Photon up with a claim code and waits until it breathes cyan. */
async function bringOnline(photon: Photon, claimCode: string): Promise<void> {
  await provisionPhoton({
    wifiObj: { ssid: 'HomeNet', sec: SECURITY.wpa2_aes, ch: 6 },
    password: 'correct-horse',
    claimCode,
    host: photon.softap?.host,
    port: photon.softap?.tcp,
  })
  await expect.poll(() => photon.state, { timeout: 10_000 }).toBe('online')
}

async function ownedBy(token: string): Promise<string[]> {
  return (await listDevices({ apiUrl: simulator.cloud.url, token })).map(device => device.deviceId)
}

test('a claim code claims one Photon: a second one that was given it comes online without an owner', async () => {
  const { claimCode, scopedToken } = await server().initializeParticleProvision({
    customerEmail: 'a@b.example',
  })
  const [first, second] = simulator.photons as [Photon, Photon]
  await bringOnline(first, claimCode)
  await expect.poll(() => first.snapshot().cloud.claimed, { timeout: 10_000 }).toBe(true)
  await bringOnline(second, claimCode)
  expect(await ownedBy(scopedToken)).toEqual([first.id])
  expect(second.snapshot().cloud).toMatchObject({ connected: true, claimed: false, claimCodeStored: true })
})

test('a claim code that the cloud never made leaves the Photon online without an owner', async () => {
  const { scopedToken } = await server().initializeParticleProvision({ customerEmail: 'a@b.example' })
  const [photon] = simulator.photons as [Photon, Photon]
  await bringOnline(photon, 'A'.repeat(63))
  expect(await ownedBy(scopedToken)).toEqual([])
})

test('a customer sees and commands its own Photons only', async () => {
  const [first, second] = simulator.photons as [Photon, Photon]
  const one = await server().initializeParticleProvision({ customerEmail: 'one@b.example' })
  const two = await server().initializeParticleProvision({ customerEmail: 'two@b.example' })
  await Promise.all([bringOnline(first, one.claimCode), bringOnline(second, two.claimCode)])
  await expect.poll(() => ownedBy(one.scopedToken), { timeout: 10_000 }).toEqual([first.id])
  await expect.poll(() => ownedBy(two.scopedToken), { timeout: 10_000 }).toEqual([second.id])
  const answer = await fetch(`${simulator.cloud.url}/v1/devices/${second.id}/toggleStream`, {
    method: 'POST',
    headers: { authorization: `Bearer ${one.scopedToken}` },
  })
  expect(answer.status).toBe(403)
})
