import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CompiledFirmware } from '@particle-setup/device-os-wasm/compile'
import { createSimulator, PortTakenError, SimulatorOptionError } from '@particle-setup/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realFirmware } from './firmware.ts'

let firmware: CompiledFirmware
let folder: string

beforeAll(async () => {
  firmware = await realFirmware()
  folder = await mkdtemp(join(tmpdir(), 'particle-setup-simulator-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('once it resolves', () => {
  test('the cloud answers, and every Photon is in listening mode with both ports bound', async () => {
    await using simulator = await createSimulator({ firmware, photons: 3 })
    expect((await fetch(`${simulator.cloud.url}/v1/devices`)).status).toBe(400)
    expect(simulator.photons).toHaveLength(3)
    const ports = simulator.photons.flatMap(({ softap }) => [softap?.http, softap?.tcp])
    expect(new Set(ports).size).toBe(6)
    for (const { state, led } of simulator.photons) {
      expect([state, led.color, led.pattern]).toEqual(['listening', 'blue', 'blink'])
    }
  })

  test("Photons that begin set up become the developer's by themselves, without listening", async () => {
    await using simulator = await createSimulator({ firmware, photons: 3, claimed: true, clock: 'virtual' })
    const states = new Set(simulator.photons.map(({ state }) => state))
    for (const photon of simulator.photons) photon.on('state', ({ to }) => states.add(to))
    await simulator.clock.advance(20_000)
    const { url, defaults } = simulator.cloud
    const devices = await fetch(`${url}/v1/devices?access_token=${defaults.user.token}`)
    const ids = simulator.photons.map(({ id }) => expect.objectContaining({ id, connected: true }))
    expect(await devices.json()).toEqual(expect.arrayContaining(ids))
    expect(states.has('listening')).toBe(false)
  })

  test('its description is the contract of simulate --json', async () => {
    await using simulator = await createSimulator({ firmware })
    const [photon] = simulator.photons
    expect(JSON.parse(JSON.stringify(await simulator.info()))).toEqual({
      cloud: simulator.cloud.url,
      control: `${simulator.cloud.url}/simulator`,
      product: { id: 10001, slug: 'photon-kit' },
      client: { id: 'photon-kit-1001', secret: expect.stringMatching(/^[0-9a-f]{40}$/) },
      user: {
        username: 'dev@particle.test',
        password: 'photon',
        token: expect.stringMatching(/^[0-9a-f]{40}$/),
      },
      networks: [
        { ssid: 'HomeNet', password: 'correct-horse', sec: 4194308 },
        { ssid: 'CafeOpen', sec: 0 },
      ],
      photons: [
        {
          id: expect.stringMatching(/^[0-9a-f]{24}$/),
          name: null,
          ssid: expect.stringMatching(/^Photon-[2-9A-HJ-NP-Z]{6}$/),
          state: 'listening',
          softap: { host: '127.0.0.1', http: photon?.softap?.http, tcp: photon?.softap?.tcp },
        },
      ],
    })
  })
})

test('the same seed gives the same Photons, another one others', async () => {
  const idOf = async (seed: string) => {
    await using simulator = await createSimulator({ firmware, seed })
    return simulator.photons[0]?.id
  }
  const [one, again, other] = await Promise.all([idOf('one'), idOf('one'), idOf('other')])
  expect(again).toBe(one)
  expect(other).not.toBe(one)
})

test('virtual time moves only when told, and the program runs by it', async () => {
  await using simulator = await createSimulator({ firmware, clock: 'virtual' })
  expect(simulator.clock.nowMs()).toBe(0)
  await simulator.clock.advance(60_000)
  expect(simulator.clock.nowMs()).toBe(60_000)
})

test('a world file states networks, generation, timings and seed', async () => {
  const world = join(folder, 'office.yaml')
  await writeFile(
    world,
    'seed: office\ngeneration: gen-a\nphotons: 2\nnetworks: [{ssid: Office, password: open-sesame, sec: wpa2_aes}]\ntimings: {scanMs: 5}\n',
  )
  await using simulator = await createSimulator({ firmware, world })
  const { networks, photons } = await simulator.info()
  expect(networks).toEqual([{ ssid: 'Office', password: 'open-sesame', sec: 4194308 }])
  expect(photons.map(({ ssid }) => ssid)).toEqual([
    expect.stringMatching(/^Photon-[2-9A-HJ-NP-Z]{4}$/),
    expect.stringMatching(/^Photon-[2-9A-HJ-NP-Z]{4}$/),
  ])
})

describe('state that is kept', () => {
  test('a Photon keeps its id, network name and key, the cloud its secrets', async () => {
    const options = { firmware, stateDir: join(folder, 'kept') }
    const look = async () => {
      await using simulator = await createSimulator(options)
      const [photon] = simulator.photons
      const answer = await fetch(`http://127.0.0.1:${photon?.softap?.http}/public-key`)
      const { client, user } = await simulator.info()
      return { id: photon?.id, ssid: photon?.ssid, key: await answer.text(), client, user }
    }
    const before = await look()
    expect(await look()).toEqual(before)
  })
})

describe('when it cannot start it says why, and leaves nothing open', () => {
  test('the cloud’s port is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await once(holder, 'listening')
    const { port } = holder.address() as { port: number }
    const failed = createSimulator({ firmware, port })
    await expect(failed).rejects.toThrow(PortTakenError)
    await expect(failed).rejects.toThrow(`127.0.0.1:${port}: the port is taken`)
    holder.close()
  })

  test('a SoftAP port is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await once(holder, 'listening')
    const { port } = holder.address() as { port: number }
    await expect(createSimulator({ firmware, softap: { tcpPort: port } })).rejects.toMatchObject({
      message: expect.stringContaining(`127.0.0.1:${port}`),
    })
    holder.close()
  })

  test('there is no firmware at the path', async () => {
    const failed = createSimulator({ firmware: join(folder, 'nowhere') })
    await expect(failed).rejects.toThrow(SimulatorOptionError)
    await expect(failed).rejects.toThrow('nowhere')
  })

  test.each([
    ['is not YAML', 'networks: [', 'is not YAML'],
    ['has an unknown entry', 'netwroks: []', 'netwroks'],
    ['has a security that is in no table', 'networks: [{ssid: A, sec: wpa9}]', 'sec'],
    ['has a negative time', 'timings: {scanMs: -1}', 'scanMs'],
  ])('a world file %s', async (_, text, word) => {
    const file = join(folder, 'world.yaml')
    const world = `${file}.${word.replace(/\W/g, '')}`
    await writeFile(world, text)
    const failed = createSimulator({ firmware, world })
    await expect(failed).rejects.toThrow(SimulatorOptionError)
    await expect(failed).rejects.toThrow(world)
    await expect(failed).rejects.toThrow(word)
  })

  test.each([
    ['photons', { photons: -1 }],
    ['clock', { clock: 'vritual' }],
    ['speed', { speed: 0 }],
    ['port', { port: 70_000 }],
    ['softap', { softap: { tcpPort: -1 } }],
    ['photon', { photon: 2 }],
  ])('an option that cannot be: %s', async (name, options) => {
    const failed = createSimulator({ firmware, ...options } as Parameters<typeof createSimulator>[0])
    await expect(failed).rejects.toMatchObject({ code: 'simulator-option', option: name })
    await expect(failed).rejects.toThrow(name)
  })

  test('the address is not one of this machine', async () => {
    await expect(createSimulator({ firmware, photons: 0, host: '192.0.2.1' })).rejects.toMatchObject({
      code: 'listen-failed',
      message: expect.stringContaining('192.0.2.1:0'),
    })
  })

  test('it was aborted', async () => {
    const reason = new Error('enough')
    await expect(createSimulator({ firmware, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})
