import {
  BackInListeningMode,
  createMemoryRegistry,
  DeviceNotSeen,
  type ProvisionArgument,
  type ProvisionProgress,
  type ProvisionState,
  provision,
} from '@particle-setup/host'
import { describe, expect, test } from 'vitest'
import { caught } from '../support/caught.ts'
import { answering, closedPort, type Handler, routing, startFakeCloud } from '../support/fake-cloud.ts'
import { type FakePhoton, healthy, type Mood, resetting, startFakePhoton } from '../support/fake-photon.ts'

const DEVICE_ID = '3f003b000f47343432313031'
const TOKEN = { token_type: 'bearer', access_token: 'f00d'.repeat(10), expires_in: 7_776_000 }

const ALL_STEPS = [
  'customer',
  'token',
  'claim-code',
  'join-setup-network',
  'device-id',
  'public-key',
  'claim-code-set',
  'configure',
  'connect',
  'leave-setup-network',
  'online',
  'record',
]

/** A desk with one Photon and a cloud that sees it once it was told to connect. */
async function createDesk({ outcome = 'online' as 'online' | 'offline' | 'never' | 'wrong password' } = {}) {
  let connects = 0
  let claimCodes = 0
  let looks = 0
  let device: { id: string; online: boolean } | undefined
  const listDevices: Handler = (request, response) => {
    looks++
    answering(200, device ? [device] : [])(request, response)
  }
  const cloud = await startFakeCloud(
    routing({
      'POST /v1/products/photon-kit/customers': answering(201, TOKEN),
      'POST /oauth/token': answering(200, TOKEN),
      'POST /v1/device_claims': (request, response) => {
        const claim_code = String(++claimCodes).padEnd(63, 'c')
        answering(200, { claim_code, device_ids: [] })(request, response)
      },
      'GET /v1/devices': listDevices,
    }),
  )
  const answer = healthy()
  const gone: Mood = resetting
  const serve: Mood = (seen, socket) => {
    answer(seen, socket)
    if (seen.command !== 'connect-ap') return
    connects++
    if (outcome === 'online' || outcome === 'offline')
      device = { id: DEVICE_ID, online: outcome === 'online' }
    let probes = 0
    const backAfter = outcome === 'wrong password' ? 2 : Number.POSITIVE_INFINITY
    photon.become((probe, probeSocket) => {
      if (++probes <= backAfter) gone(probe, probeSocket)
      else {
        photon.become(serve)
        serve(probe, probeSocket)
      }
    })
  }
  const photon: FakePhoton = await startFakePhoton(serve)
  const registry = createMemoryRegistry()
  const argument: ProvisionArgument = {
    customerEmail: 'Ada@Example.com',
    wifiObj: { ssid: 'LabNet', sec: 4194308, ch: 6 },
    password: 'correct-horse',
    config: {
      apiUrl: cloud.url,
      product: 'photon-kit',
      oauthClient: 'photon-kit-1001',
      oauthSecret: 's3cr3t',
    },
    photon: photon.options,
    registry,
    pollMs: 1,
  }
  return {
    cloud,
    photon,
    registry,
    argument,
    serve,
    counts: () => ({ connects, claimCodes, looks }),
    come(next: typeof outcome) {
      outcome = next
    },
    async [Symbol.asyncDispose]() {
      await photon[Symbol.asyncDispose]()
      await cloud[Symbol.asyncDispose]()
    },
  }
}

const record = {
  client: 'photon-kit-1001',
  customerEmail: 'ada@example.com',
  devices: [{ deviceId: DEVICE_ID }],
}

describe('provision', () => {
  test('runs every step once and puts the device on record', async () => {
    await using desk = await createDesk()
    const progress: ProvisionProgress[] = []
    const result = await provision({ ...desk.argument, onProgress: told => progress.push(told) })
    expect(result).toMatchObject({
      deviceId: DEVICE_ID,
      deviceType: 'photon',
      customerEmail: 'ada@example.com',
      scopedToken: TOKEN.access_token,
    })
    expect(result.steps.map(({ step }) => step)).toEqual(ALL_STEPS)
    expect(result.steps.map(({ status }) => status)).toEqual(
      ALL_STEPS.map(step =>
        step === 'join-setup-network' ? 'already-done' : step === 'leave-setup-network' ? 'skipped' : 'done',
      ),
    )
    expect(result.steps.every(({ ms }) => ms >= 0)).toBe(true)
    expect(progress.filter(told => told.status === 'started')).toHaveLength(ALL_STEPS.length)
    expect(progress.at(-1)).toEqual(result.steps.at(-1))
    expect(await desk.registry.list()).toEqual([record])
  })

  test('asks the person to join the Photon’s network, waits for it, and to go back afterwards', async () => {
    await using desk = await createDesk()
    desk.photon.become(resetting)
    const asked: string[] = []
    const result = await provision({
      ...desk.argument,
      async joinSetupNetwork() {
        asked.push('join')
        desk.photon.become(desk.serve)
      },
      async leaveSetupNetwork() {
        asked.push(`leave after ${desk.counts().connects}`)
      },
    })
    expect(asked).toEqual(['join', 'leave after 1'])
    expect(result.steps.filter(({ status }) => status === 'done')).toHaveLength(ALL_STEPS.length)
  })
})

describe('running it again', () => {
  test('with the same state takes up at the step that failed', async () => {
    await using desk = await createDesk()
    desk.photon.become(healthy({ 'configure-ap': '{"r":-2}' }))
    const state: ProvisionState = {}
    expect(await caught(provision({ ...desk.argument, state }))).toMatchObject({
      code: 'network-not-found',
      r: -2,
    })
    expect(await desk.registry.list()).toEqual([])
    desk.photon.become(desk.serve)
    const { steps } = await provision({ ...desk.argument, state })
    expect(steps.filter(({ status }) => status === 'done').map(({ step }) => step)).toEqual([
      'device-id',
      'configure',
      'connect',
      'online',
      'record',
    ])
    expect(desk.counts()).toMatchObject({ claimCodes: 1, connects: 1 })
  })

  test('with the same state after success does nothing', async () => {
    await using desk = await createDesk()
    const state: ProvisionState = {}
    await provision({ ...desk.argument, state })
    const requests = desk.cloud.seen.length
    const { steps } = await provision({ ...desk.argument, state, leaveSetupNetwork: () => undefined })
    expect(new Set(steps.map(({ status }) => status))).toEqual(new Set(['already-done']))
    expect(desk.cloud.seen).toHaveLength(requests)
  })

  test('with a Photon that is named and online already makes the record alone', async () => {
    await using desk = await createDesk()
    await provision({ ...desk.argument, registry: createMemoryRegistry() })
    const commands = desk.photon.seen.length
    const { steps } = await provision({ ...desk.argument, deviceId: DEVICE_ID.toUpperCase() })
    expect(steps.filter(({ status }) => status === 'done').map(({ step }) => step)).toEqual([
      'customer',
      'token',
      'record',
    ])
    expect(desk.photon.seen).toHaveLength(commands)
    expect(await desk.registry.list()).toEqual([record])
  })

  test('with another Photon in its place sets that one up from the start', async () => {
    await using desk = await createDesk()
    const other = 'AAAA3B000F47343432313031'
    desk.photon.become(healthy({ 'configure-ap': '{"r":1}', 'device-id': `{"id":"${other}","c":"0"}` }))
    const state: ProvisionState = {}
    await caught(provision({ ...desk.argument, state }))
    expect(state).toMatchObject({ deviceId: other.toLowerCase(), claimCodeSetOn: other.toLowerCase() })
    desk.photon.become(desk.serve)
    const { steps, deviceId } = await provision({ ...desk.argument, state })
    expect(deviceId).toBe(DEVICE_ID)
    expect(steps.filter(({ status }) => status === 'done').map(({ step }) => step)).toContain(
      'claim-code-set',
    )
  })
})

describe('a Photon that does not come online', () => {
  test('C18: and is back in listening mode had a wrong password; the right one then goes through', async () => {
    await using desk = await createDesk({ outcome: 'wrong password' })
    const state: ProvisionState = {}
    const error = await caught(provision({ ...desk.argument, state }))
    expect(error).toBeInstanceOf(BackInListeningMode)
    expect(error).toMatchObject({ deviceId: DEVICE_ID, ssid: 'LabNet' })
    desk.come('online')
    await provision({ ...desk.argument, state, password: 'correct-horse-2' })
    expect(desk.counts()).toMatchObject({ connects: 2, claimCodes: 2 })
    expect(await desk.registry.list()).toEqual([record])
  })

  test('C18: and whose network is in the air again, out of this computer’s reach, had a wrong password too', async () => {
    await using desk = await createDesk({ outcome: 'never' })
    const sights = [true, true, false, false, true]
    const seesSetupNetwork = () => sights.shift() ?? true
    const error = await caught(provision({ ...desk.argument, seesSetupNetwork }))
    expect(error).toMatchObject({
      code: 'back-in-listening-mode',
      meaning: expect.stringContaining('LabNet'),
      advice: expect.stringContaining('password'),
    })
    expect(sights).toEqual([])
  })

  test.each([
    ['never', 'not-owned'],
    ['offline', 'offline'],
  ] as const)('C18: when the cloud shows it %s ends in DeviceNotSeen', async (outcome, sight) => {
    await using desk = await createDesk({ outcome })
    const error = await caught(provision({ ...desk.argument, timeoutsMs: { online: 80 } }))
    expect(error).toBeInstanceOf(DeviceNotSeen)
    expect(error).toMatchObject({ deviceId: DEVICE_ID, waitedMs: 80, state: sight })
    expect(await desk.registry.list()).toEqual([])
  })
})

describe('what ends it', () => {
  test('a step’s own limit', async () => {
    await using desk = await createDesk()
    desk.photon.become(resetting)
    const error = await caught(provision({ ...desk.argument, timeoutsMs: { 'join-setup-network': 40 } }))
    expect(error).toMatchObject({ code: 'timed-out', operation: 'step join-setup-network', timeoutMs: 40 })
  })

  test('the caller’s signal, and the progress says where', async () => {
    await using desk = await createDesk()
    const controller = new AbortController()
    const progress: ProvisionProgress[] = []
    desk.photon.become(resetting)
    const error = await caught(
      provision({
        ...desk.argument,
        signal: controller.signal,
        joinSetupNetwork: () => controller.abort('enough'),
        onProgress: told => progress.push(told),
      }),
    )
    expect(error).toBe('enough')
    expect(progress.at(-1)).toMatchObject({ step: 'join-setup-network', status: 'failed', error: 'enough' })
  })

  test('a Photon that is not the one named', async () => {
    await using desk = await createDesk()
    const error = await caught(provision({ ...desk.argument, deviceId: '0'.repeat(24) }))
    expect(error).toMatchObject({ code: 'invalid-input', argument: 'deviceId' })
    expect(desk.photon.seen.every(seen => seen.command === 'device-id')).toBe(true)
  })

  test('a mistake in the arguments, before anything is sent', async () => {
    await using desk = await createDesk()
    const { argument } = desk
    expect(await caught(provision({ ...argument, password: 'short' }))).toMatchObject({
      argument: 'password',
    })
    expect(await caught(provision({ ...argument, customerEmail: '' }))).toMatchObject({
      argument: 'customerEmail',
    })
    expect(await caught(provision({ ...argument, deviceId: 'kitchen' }))).toMatchObject({
      argument: 'deviceId',
    })
    expect(desk.cloud.seen).toHaveLength(0)
    expect(desk.photon.seen).toHaveLength(0)
  })

  test('a cloud that is not there', async () => {
    await using desk = await createDesk()
    const apiUrl = `http://127.0.0.1:${await closedPort()}`
    const config = { apiUrl, product: 'p', oauthClient: 'c', oauthSecret: 's3cr3t' }
    const error = await caught(provision({ ...desk.argument, config, timeoutsMs: { customer: 5_000 } }))
    expect(error).toMatchObject({ code: 'cloud-unreachable', apiUrl })
  })
})
