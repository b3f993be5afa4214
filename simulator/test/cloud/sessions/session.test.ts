import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, type TestCloud, testCloud } from '../support/cloud.ts'
import { FakeDevice } from '../support/fake-device.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

async function isOnline(): Promise<boolean> {
  const { body } = await world.http.get('/v1/devices').set(world.admin)
  return body[0]?.online
}

describe('a session', () => {
  test('is greeted with a Hello', async () => {
    const device = await world.device(deviceId(1))
    expect(device.messages('hello')).toHaveLength(1)
  })

  test('ends 4 s after it was opened without a Hello', async () => {
    const device = await world.device(deviceId(1), { hello: null })
    await world.clock.advance(3_999)
    expect(device.closed).toBe(false)
    await world.clock.advance(1)
    expect(device.closed).toBe(true)
  })

  test('carries nothing before the Hello', async () => {
    const code = await world.claimCode(world.admin)
    const device = await world.device(deviceId(1), { hello: null, claimCode: code })
    expect(device.received).toEqual([])
    expect((await world.http.get('/v1/devices').set(world.admin)).body).toEqual([])
  })

  test('makes a device online once it has described itself, not before', async () => {
    const claimCode = await world.claimCode(world.admin)
    const device = await world.device(deviceId(1), { describes: false, answers: false, claimCode })
    expect(await isOnline()).toBe(false)
    device.describe()
    await world.clock.advance(0)
    expect(await isOnline()).toBe(true)
  })

  test('asks a device of Device OS 1 for its Describe at once, and a later one when it keeps silent', async () => {
    const old = await world.device(deviceId(1), { describes: false, hello: { systemVersion: '1.5.2' } })
    await world.clock.advance(0)
    expect(old.messages('describeRequest')).toHaveLength(1)
    const silent = await world.device(deviceId(2), { describes: false })
    await world.clock.advance(1_999)
    expect(silent.messages('describeRequest')).toEqual([])
    await world.clock.advance(1)
    expect(silent.messages('describeRequest')).toHaveLength(1)
    const prompt = await world.device(deviceId(3))
    await world.clock.advance(5_000)
    expect(prompt.messages('describeRequest')).toEqual([])
  })

  test('acknowledges pings, and tells the time', async () => {
    const device = await world.device(deviceId(1))
    const before = device.messages('ack').length
    device.send({ type: 'ping' })
    device.send({ type: 'timeRequest', token: 77 })
    await world.clock.advance(0)
    expect(device.messages('ack')).toHaveLength(before + 1)
    const unixSeconds = Math.floor(world.clock.unixMs() / 1000)
    expect(device.messages('time')).toEqual([{ type: 'time', token: 77, unixSeconds }])
  })

  test('lasts as long as the device is heard at least every 35 s', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    for (let i = 0; i < 5; i++) {
      await world.clock.advance(34_999)
      device.send({ type: 'ping' })
      await world.clock.advance(0)
    }
    expect(await isOnline()).toBe(true)
    await world.clock.advance(34_999)
    expect(device.closed).toBe(false)
    await world.clock.advance(1)
    expect(device.closed).toBe(true)
    expect(await isOnline()).toBe(false)
  })

  test('remembers when an offline device was last heard', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    await world.clock.advance(10_000)
    device.send({ type: 'ping' })
    await world.clock.advance(0)
    const heardAt = new Date(world.clock.unixMs()).toISOString()
    await world.clock.advance(60_000)
    const { body } = await world.http.get('/v1/devices').set(world.admin)
    expect(body[0]).toMatchObject({ online: false, last_heard: heardAt })
  })

  test.each([
    ['says goodbye', (device: FakeDevice) => device.send({ type: 'goodbye' })],
    ['closes the link', (device: FakeDevice) => device.disconnect()],
  ])('ends at once when the device %s', async (_name, leave) => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    leave(device)
    await world.clock.advance(0)
    expect(device.closed).toBe(true)
    expect(await isOnline()).toBe(false)
  })

  test('replaces an earlier one of the same device, which stays online', async () => {
    const first = await world.ownedDevice(world.admin, deviceId(1), { functions: { who: () => 1 } })
    const second = await world.device(deviceId(1), { functions: { who: () => 2 } })
    expect([first.closed, second.closed]).toEqual([true, false])
    expect(await isOnline()).toBe(true)
    const call = await world.http.post(`/v1/devices/${deviceId(1)}/who`).set(world.admin)
    expect(call.body.return_value).toBe(2)
  })

  test('of many at once for one device: one is left', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => world.device(deviceId(1))))
    await world.clock.advance(0)
    expect(all.filter(device => !device.closed)).toHaveLength(1)
  })

  test('ends when the cloud is closed, which then lets nobody in', async () => {
    const device = await world.device(deviceId(1))
    await world.cloud.close()
    await world.clock.advance(0)
    expect(device.closed).toBe(true)
    await expect(world.device(deviceId(2))).rejects.toMatchObject({
      code: 'device-refused',
      reason: 'cloud-closed',
    })
  })
})

describe('the gate', () => {
  const connect = (deviceId: string, publicKey: Uint8Array, in_ = world) =>
    FakeDevice.connect(in_.cloud.connectDevice, { deviceId, publicKey })

  test('holds a device to the key that it came with first', async () => {
    const key = Buffer.from('first key')
    await connect(deviceId(1), key)
    await expect(connect(deviceId(1), Buffer.from('other key'))).rejects.toMatchObject({
      code: 'device-refused',
      reason: 'other-key',
      deviceId: deviceId(1),
    })
    await expect(connect(deviceId(1), key)).resolves.toBeDefined()
  })

  test('refuses devices that are not on record, when it trusts none on first use', async () => {
    const strict = await testCloud({ trustOnFirstUse: false })
    await expect(connect(deviceId(1), Buffer.from('key'), strict)).rejects.toMatchObject({
      reason: 'unknown-device',
    })
  })

  test('refuses an id that is none', async () => {
    await expect(connect('E00FCE68', Buffer.from('key'))).rejects.toMatchObject({ reason: 'bad-id' })
  })

  test('does not let in whoever has given up', async () => {
    const identity = { deviceId: deviceId(1), publicKey: Buffer.from('k'), ipAddress: '' }
    const reason = new Error('changed my mind')
    await expect(world.cloud.connectDevice(identity, AbortSignal.abort(reason))).rejects.toBe(reason)
  })
})
