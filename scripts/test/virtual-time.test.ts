import { join } from 'node:path'
import { compile } from '@particle-setup/device-os-wasm/compile'
import {
  createMemoryRegistry,
  getParticleStream,
  getVariable,
  provision,
  SECURITY,
  toggleStream,
} from '@particle-setup/host'
import { createSimulator, type Simulator, type VirtualClock } from '@particle-setup/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../lib/workspace.ts'

let simulator: Simulator<VirtualClock>
let device: { deviceId: string; token: string; apiUrl: string }

beforeAll(async () => {
  simulator = await createSimulator({ firmware: await compile(join(ROOT, 'firmware')), clock: 'virtual' })
  const { url: apiUrl, defaults } = simulator.cloud
  const softap = simulator.photons[0]?.softap
  const { deviceId, scopedToken } = await simulator.clock.advanceUntil(
    provision({
      customerEmail: 'a@b.example',
      wifiObj: { ssid: 'HomeNet', sec: SECURITY.wpa2_aes, ch: 6 },
      password: 'correct-horse',
      config: {
        apiUrl,
        product: defaults.product.slug,
        oauthClient: defaults.client.id,
        oauthSecret: defaults.client.secret,
      },
      photon: { host: softap?.host, port: softap?.tcp },
      registry: createMemoryRegistry(),
      pollMs: 1,
    }),
  )
  device = { deviceId, token: scopedToken, apiUrl }
})
afterAll(() => simulator.close())

test('functions and variables are answered while time stands still', async () => {
  const now = simulator.clock.nowMs()
  expect(await getVariable({ ...device, name: 'intervalMs' })).toBe(1000)
  expect(await toggleStream({ ...device, argument: 'off' })).toBe(0)
  expect(await toggleStream({ ...device, argument: 'on' })).toBe(1)
  expect(simulator.clock.nowMs()).toBe(now)
})

test('a minute has sixty events, however short it is', async () => {
  await using stream = await getParticleStream({ ...device, name: 'sensor' })
  await simulator.clock.advance(5_000)
  const before = await getVariable({ ...device, name: 'published' })
  await simulator.clock.advance(60_000)
  expect(Number(await getVariable({ ...device, name: 'published' })) - Number(before)).toBe(60)

  const times: number[] = []
  while (times.length < 60) times.push((await stream.next({ timeoutMs: 5_000 })).publishedAt.getTime())
  const last = times.slice(-10)
  expect(last.slice(1).map((time, i) => time - (last[i] ?? 0))).toEqual(Array.from({ length: 9 }, () => 1000))
})

test('a Photon that hears nothing of the cloud any more comes back when it does', async () => {
  const [photon] = simulator.photons
  const fault = simulator.faults.add('cloud-unreachable')
  await simulator.clock.advance(60_000)
  expect(photon?.led).toMatchObject({ color: 'cyan', pattern: 'blink' })
  fault.remove()
  await simulator.clock.advance(60_000)
  expect(photon?.led).toMatchObject({ color: 'cyan', pattern: 'breathing' })
})
