import type { CloudToDevice } from '@particle-setup/protocol/device'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createInProcessBackplane } from '../../../src/cloud/backplane/index.ts'
import { Images } from '../../../src/cloud/binaries/images.ts'
import { EVENTS } from '../../../src/cloud/events/entity.ts'
import { flashDevice } from '../../../src/cloud/sessions/flash.ts'
import { realFirmware } from '../../firmware.ts'
import { deviceId, serve, type TestCloud, testCloud } from '../support/cloud.ts'
import { openStream, type RawStream } from '../support/event-stream.ts'
import { FakeDevice } from '../support/fake-device.ts'
import { upload } from '../support/upload.ts'

let program: Uint8Array
let notices: Record<string, unknown>[]
let world: TestCloud
beforeAll(async () => {
  program = (await realFirmware()).wasm
}, 60_000)
beforeEach(async () => {
  notices = []
  world = await testCloud({
    onNotice: (kind, facts) => void (kind === 'flash' && notices.push({ ...facts })),
  })
})

const ID = deviceId(1)
const flash = () => upload(world.http.put(`/v1/devices/${ID}`).set(world.admin), { 'app.bin': program })
const call = () => world.http.post(`/v1/devices/${ID}/beep`).set(world.admin).send({ args: '' })
const ping = () => world.http.put(`/v1/devices/${ID}/ping`).set(world.admin)
const stream = async (): Promise<RawStream> =>
  openStream(`${await serve(world.cloud)}/v1/devices/events`, world.admin)

/** What the cloud says of flashing and of presence, once it has said that much. */
async function story(events: RawStream, length: number): Promise<string[]> {
  const told = () => events.events().map(({ name, body }) => `${name}: ${body['data']}`)
  await expect.poll(told).toHaveLength(length)
  return told()
}

describe('while a device is updated', () => {
  test('calls and reads wait for the end, and are answered then', async () => {
    const functions = { beep: () => 7 }
    const device = await world.ownedDevice(world.admin, ID, { functions, updates: { result: 1 } })
    await flash()
    const calling = Promise.resolve(call())
    // By the time a later request is answered, the call has come in.
    await ping()
    expect(device.messages('functionCall')).toEqual([])
    const { body } = await world.clock.advanceUntil(calling, { stepMs: 50 })
    expect(body.return_value).toBe(7)
    const order = device.received.map(({ type }) => type)
    expect(order.lastIndexOf('updateDone')).toBeLessThan(order.indexOf('functionCall'))
  })

  test('calls wait 10 s, no longer', async () => {
    const functions = { beep: () => 7 }
    const updates = { ignoresDone: () => true }
    const device = await world.ownedDevice(world.admin, ID, { functions, updates })
    await flash()
    const startMs = world.clock.nowMs()
    const { status, body } = await world.clock.advanceUntil(Promise.resolve(call()), { stepMs: 50 })
    expect([status, body.error]).toEqual([408, 'Timed out.'])
    expect(world.clock.nowMs() - startMs).toBeLessThan(10_500)
    expect(device.messages('functionCall')).toEqual([])
  })

  test('a ping is answered: the device is there', async () => {
    await world.ownedDevice(world.admin, ID, { updates: { ignoresDone: () => true } })
    await flash()
    expect((await ping()).body).toEqual({ online: true, ok: true })
  })
})

describe('an update fails', () => {
  test('when the device finds it bad, and the device stays online', async () => {
    await world.ownedDevice(world.admin, ID, { updates: { result: 1 } })
    const events = await stream()
    await flash()
    await world.clock.advance(10_000)
    expect(await story(events, 2)).toEqual(['spark/flash/status: started ', 'spark/flash/status: failed '])
    expect(notices).toMatchObject([{ device: ID, bytes: program.length, outcome: 'failed' }])
  })

  test('when the session is lost amid it, before the device counts as offline', async () => {
    const device = await world.ownedDevice(world.admin, ID)
    const events = await stream()
    await flash()
    await world.clock.advance(20)
    device.disconnect()
    await world.clock.advance(0)
    expect(await story(events, 3)).toEqual([
      'spark/flash/status: started ',
      'spark/flash/status: failed ',
      'spark/status: offline',
    ])
    expect(notices).toMatchObject([{ outcome: 'failed' }])
  })

  test('when another session of the device takes over', async () => {
    await world.ownedDevice(world.admin, ID)
    await flash()
    await world.clock.advance(20)
    await world.device(ID)
    await world.clock.advance(0)
    expect(notices).toMatchObject([{ outcome: 'failed' }])
    expect((await flash()).status).toBe(200)
  })

  test('when the cloud is closed amid it', async () => {
    await world.ownedDevice(world.admin, ID)
    await flash()
    await world.clock.advance(20)
    await world.cloud.close()
    expect(notices).toMatchObject([{ outcome: 'failed' }])
  })
})

describe('a session that ends before the verdict', () => {
  test.each([
    [true, 'success'],
    [false, 'failed'],
  ])('is explained by the next Hello: updated %s is %s', async (updated, outcome) => {
    const device = await world.ownedDevice(world.admin, ID, { updates: { ignoresDone: () => true } })
    const events = await stream()
    await flash()
    await world.clock.advance(5_000)
    expect(device.messages('updateDone')).toHaveLength(1)
    device.disconnect()
    await world.clock.advance(60_000)
    expect(notices).toEqual([])
    await world.device(ID, { hello: { updated } })
    expect(await story(events, 4)).toEqual([
      'spark/flash/status: started ',
      'spark/status: offline',
      `spark/flash/status: ${outcome} `,
      'spark/status: online',
    ])
    expect(notices).toMatchObject([{ outcome }])
  })
})

test('a device states the size of its chunks; sizes that make no sense are not taken', async () => {
  const device = await world.ownedDevice(world.admin, ID)
  device.publish('spark/hardware/ota_chunk_size', '256')
  device.publish('spark/hardware/max_binary', 'lots')
  await world.clock.advance(0)
  await flash()
  await world.clock.advance(10_000)
  expect(device.messages('updateBegin')).toMatchObject([{ chunkBytes: 256, fileBytes: program.length }])
  expect(Buffer.from(device.updates.image ?? [])).toEqual(Buffer.from(program))
})

test('an update that begins as the device comes online knows what it states right after', async () => {
  const backplane = createInProcessBackplane()
  world = await testCloud({ backplane })
  const imageId = await new Images(backplane).hold(program, 'test')
  const replies: unknown[] = []
  backplane.subscribe(EVENTS, ({ name, data }) => {
    if (name !== 'spark/status' || data !== 'online') return
    void flashDevice({ backplane }, ID, imageId).then(reply => replies.push(reply))
  })
  const device = await FakeDevice.connect(world.cloud.connectDevice, { deviceId: ID })
  device.publish('spark/hardware/max_binary', '1000')
  await world.clock.advance(0)
  expect(replies).toEqual([{ type: 'refused', reason: expect.stringContaining('takes 1000 at most') }])
})

describe('updates that people force', () => {
  const FORCED = 'particle/device/updates/forced'
  const force = (forced: boolean) =>
    world.http.put(`/v1/devices/${ID}`).set(world.admin).send({ firmware_updates_forced: forced })
  const told = (messages: readonly CloudToDevice[]) =>
    messages.filter(message => message.type === 'event' && message.name === FORCED)

  test('are told to the device at once, and shown', async () => {
    const device = await world.ownedDevice(world.admin, ID)
    expect((await force(true)).body).toMatchObject({ id: ID, firmware_updates_forced: true })
    await world.clock.advance(0)
    expect(told(device.received)).toMatchObject([{ data: 'true', isPrivate: true }])
    const { body } = await world.http.get(`/v1/devices/${ID}`).set(world.admin)
    expect(body.firmware_updates_forced).toBe(true)
  })

  test('are told to a device that comes back and knows nothing of it, once a session', async () => {
    const device = await world.ownedDevice(world.admin, ID)
    device.disconnect()
    await world.clock.advance(0)
    expect((await force(true)).status).toBe(200)
    const back = await world.device(ID)
    for (let i = 0; i < 3; i++) back.publish(FORCED, 'false')
    await world.clock.advance(0)
    expect(told(back.received)).toHaveLength(1)
  })

  test('need no telling where the device agrees', async () => {
    const device = await world.ownedDevice(world.admin, ID)
    device.publish(FORCED, 'false')
    await world.clock.advance(0)
    expect(told(device.received)).toEqual([])
  })
})
