import {
  callFunction,
  getDevice,
  getVariable,
  InvalidInput,
  listDevices,
  TimedOut,
  toggleStream,
} from '@particle-setup/host/streaming'
import { describe, expect, test } from 'vitest'
import { caught } from '../support/caught.ts'
import {
  answering,
  type FakeCloud,
  hangingUp,
  inTurn,
  routing,
  silent,
  startFakeCloud,
} from '../support/fake-cloud.ts'
import { DEVICE_ID } from '../support/fake-stream.ts'

const optionsFor = (cloud: FakeCloud) => ({ deviceId: DEVICE_ID, token: 'scoped-token', apiUrl: cloud.url })
const returning = (value: number) => answering(200, { id: DEVICE_ID, connected: true, return_value: value })

describe('functions', () => {
  test('toggleStream gives the function’s return value', async () => {
    await using cloud = await startFakeCloud(
      routing({ [`POST /v1/devices/${DEVICE_ID}/toggleStream`]: returning(0) }),
    )
    expect(await toggleStream({ ...optionsFor(cloud), argument: 'off' })).toBe(0)
    expect(JSON.parse(cloud.seen[0]?.body ?? '')).toEqual({ args: 'off' })
    expect(cloud.seen[0]?.headers.authorization).toBe('Bearer scoped-token')
  })

  test('an argument left out is empty', async () => {
    await using cloud = await startFakeCloud(returning(1))
    expect(await toggleStream(optionsFor(cloud))).toBe(1)
    expect(JSON.parse(cloud.seen[0]?.body ?? '')).toEqual({ args: '' })
  })

  test('a call is never repeated: it may have run', async () => {
    await using cloud = await startFakeCloud(inTurn(hangingUp, returning(1)))
    expect(
      await caught(callFunction({ ...optionsFor(cloud), name: 'setInterval', argument: '50' })),
    ).toMatchObject({
      code: 'cloud-unreachable',
    })
    expect(cloud.seen).toHaveLength(1)
  })

  test.each([
    [404, { ok: false, error: 'Function nope not found' }, 'function-not-found'],
    [400, { ok: false, error: 'Timed out.' }, 'device-offline'],
    [403, { error: 'Permission Denied', info: 'no' }, 'permission-denied'],
    [200, { ok: true }, 'unreadable-answer'],
  ])('%i %j is %s', async (status, body, code) => {
    await using cloud = await startFakeCloud(answering(status, body))
    expect(await caught(callFunction({ ...optionsFor(cloud), name: 'nope' }))).toMatchObject({ code, status })
  })

  test('silence ends', async () => {
    await using cloud = await startFakeCloud(silent)
    expect(await caught(toggleStream({ ...optionsFor(cloud), timeoutMs: 30 }))).toBeInstanceOf(TimedOut)
  })

  test.each(['', '..'])('a function named %j is refused', async name => {
    await using cloud = await startFakeCloud(returning(1))
    expect(await caught(callFunction({ ...optionsFor(cloud), name }))).toBeInstanceOf(InvalidInput)
    expect(cloud.seen).toHaveLength(0)
  })
})

describe('variables', () => {
  test.each([7, 'text', true, 1.5])('%j comes as it is', async result => {
    await using cloud = await startFakeCloud(
      routing({
        [`GET /v1/devices/${DEVICE_ID}/interval%20Ms`]: answering(200, {
          cmd: 'VarReturn',
          name: 'x',
          result,
        }),
      }),
    )
    expect(await getVariable({ ...optionsFor(cloud), name: 'interval Ms' })).toBe(result)
  })

  test('one that is not there is variable-not-found', async () => {
    await using cloud = await startFakeCloud(answering(404, { ok: false, error: 'Unknown Variable: nope' }))
    expect(await caught(getVariable({ ...optionsFor(cloud), name: 'nope' }))).toMatchObject({
      code: 'variable-not-found',
    })
  })
})

describe('devices', () => {
  const raw = {
    id: DEVICE_ID.toUpperCase(),
    name: 'kitchen',
    owner: 'ada@example.com',
    online: true,
    platform_id: 6,
    product_id: 10001,
    last_heard: '2026-01-02T03:04:05.678Z',
    functions: ['toggleStream'],
    variables: { streaming: 'bool' },
  }

  test('listDevices', async () => {
    await using cloud = await startFakeCloud(
      routing({ 'GET /v1/devices': answering(200, [raw, { id: 'abc', connected: true }]) }),
    )
    expect(await listDevices(optionsFor(cloud))).toEqual([
      {
        deviceId: DEVICE_ID,
        name: 'kitchen',
        owner: 'ada@example.com',
        online: true,
        platformId: 6,
        productId: 10001,
        lastHeard: new Date('2026-01-02T03:04:05.678Z'),
        functions: ['toggleStream'],
        variables: { streaming: 'bool' },
      },
      {
        deviceId: 'abc',
        name: null,
        owner: null,
        online: true,
        platformId: null,
        productId: null,
        lastHeard: null,
        functions: null,
        variables: null,
      },
    ])
  })

  test('getDevice, repeated when the connection broke', async () => {
    await using cloud = await startFakeCloud(inTurn(hangingUp, answering(200, raw)))
    expect(await getDevice({ ...optionsFor(cloud), deviceId: 'kitchen' })).toMatchObject({
      deviceId: DEVICE_ID,
    })
    expect(cloud.seen.map(seen => seen.path)).toEqual(['/v1/devices/kitchen', '/v1/devices/kitchen'])
  })
})
