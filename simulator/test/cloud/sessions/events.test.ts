import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, serve, type TestCloud, testCloud } from '../support/cloud.ts'
import { openStream, type RawStream } from '../support/event-stream.ts'
import type { FakeDevice } from '../support/fake-device.ts'

let world: TestCloud
let url: string
beforeEach(async () => {
  world = await testCloud()
  url = await serve(world.cloud)
})

const mine = (as = world.admin): Promise<RawStream> => openStream(`${url}/v1/devices/events`, as)

/** The names on a stream up to the event that ends the test. */
async function namesUntil(stream: RawStream, last: string): Promise<string[]> {
  await expect.poll(() => stream.events().map(event => event.name)).toContain(last)
  return stream.events().map(event => event.name)
}

/** An event that certainly arrives, so that what did not arrive before it never will. */
async function finish(as = world.admin): Promise<void> {
  await world.http.post('/v1/devices/events').set(as).send({ name: 'end', private: true })
}

describe('what a device publishes', () => {
  test('is taken at one event a second on average and four at once', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    const stream = await mine()
    for (let i = 0; i < 6; i++) device.publish(`burst-${i}`)
    await world.clock.advance(1_000)
    for (let i = 0; i < 2; i++) device.publish(`later-${i}`)
    await world.clock.advance(0)
    await finish()
    expect(await namesUntil(stream, 'end')).toEqual([
      'burst-0',
      'burst-1',
      'burst-2',
      'burst-3',
      'later-0',
      'end',
    ])
  })

  test('is acknowledged where it asks, and refused over the rate', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    for (let messageId = 1; messageId <= 5; messageId++) device.publish('a', 'x', { messageId })
    await world.clock.advance(0)
    const acks = device.messages('ack').filter(ack => ack.messageId !== undefined)
    expect(acks).toEqual([
      ...[1, 2, 3, 4].map(messageId => ({ type: 'ack', messageId })),
      { type: 'ack', messageId: 5, refused: true },
    ])
  })

  test.each([
    ['no name', ''],
    ['a blank', 'a b'],
    ['a line feed', 'a\nb'],
    ['65 characters', 'x'.repeat(65)],
  ])('is refused when its name has %s', async (_what, name) => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    const stream = await mine()
    device.publish(name, null, { messageId: 9 })
    await world.clock.advance(0)
    expect(device.messages('ack')).toContainEqual({ type: 'ack', messageId: 9, refused: true })
    await finish()
    expect(await namesUntil(stream, 'end')).toEqual(['end'])
  })

  test('is refused with more than 622 bytes of data', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    device.publish('a', 'ä'.repeat(311), { messageId: 1 })
    device.publish('a', 'ä'.repeat(312), { messageId: 2 })
    await world.clock.advance(0)
    const acks = device.messages('ack').filter(ack => ack.messageId !== undefined)
    expect(acks).toEqual([
      { type: 'ack', messageId: 1 },
      { type: 'ack', messageId: 2, refused: true },
    ])
  })

  test('of system events shows the few that people may see, and none counts against the rate', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    const stream = await mine()
    const names = [
      'spark/hardware/max_binary',
      'spark/hardware/ota_chunk_size',
      'spark/device/last_reset',
      'spark/device/safemode',
      'spark/anything',
      'Sparkling',
      'particle/device/updates/enabled',
      'particle/device/updates/forced',
      'particle/other',
    ]
    for (const name of names) device.publish(name, 'x')
    device.publish('own')
    await world.clock.advance(0)
    await finish()
    expect(await namesUntil(stream, 'end')).toEqual([
      'spark/device/last_reset',
      'spark/device/safemode',
      'particle/device/updates/enabled',
      'particle/device/updates/forced',
      'own',
      'end',
    ])
  })

  test('of questions about itself is answered to it alone', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    await world.http
      .put(`/v1/devices/${deviceId(1)}`)
      .set(world.admin)
      .send({ name: 'kitchen' })
    for (const about of ['name', 'ip', 'random']) device.publish(`particle/device/${about}`)
    device.publish('spark/device/name')
    await world.clock.advance(0)
    expect(device.messages('event').map(event => [event.name, event.data])).toEqual([
      ['particle/device/name', 'kitchen'],
      ['particle/device/ip', '198.51.100.7'],
      ['particle/device/random', expect.stringMatching(/^[0-9a-f]{40}$/)],
      ['spark/device/name', 'kitchen'],
    ])
  })
})

describe('spark/status', () => {
  test('says online when a device is claimed, offline when it goes, online when it is back', async () => {
    const stream = await mine()
    const device = await world.ownedDevice(world.admin, deviceId(1))
    device.disconnect()
    await world.clock.advance(0)
    await world.device(deviceId(1))
    await expect
      .poll(() => stream.events().map(({ name, body }) => [name, body['data'], body['coreid']]))
      .toEqual([
        ['spark/status', 'online', deviceId(1)],
        ['spark/status', 'offline', deviceId(1)],
        ['spark/status', 'online', deviceId(1)],
      ])
  })

  test('reaches the owner alone', async () => {
    const ann = await world.customer('ann@x.y')
    const stream = await openStream(`${url}/v1/events/s`, world.admin)
    await world.ownedDevice(ann, deviceId(1))
    await world.http.post('/v1/devices/events').set(world.admin).send({ name: 'stop', private: true })
    expect(await namesUntil(stream, 'stop')).toEqual(['stop'])
  })
})

describe('what a device subscribes to', () => {
  const heard = (device: FakeDevice): string[] => device.messages('event').map(event => event.name)
  const subscribe = (device: FakeDevice, filter: string, scope: 'my-devices' | 'all-devices') =>
    device.send({ type: 'subscribe', filter, scope })

  test('comes from the devices of its owner, by prefix, its own included', async () => {
    const ann = await world.customer('ann@x.y')
    const listener = await world.ownedDevice(world.admin, deviceId(1))
    const sibling = await world.ownedDevice(world.admin, deviceId(2))
    const stranger = await world.ownedDevice(ann, deviceId(3))
    subscribe(listener, 'temp', 'my-devices')
    await world.clock.advance(0)
    listener.publish('temp/own')
    await world.clock.advance(0)
    sibling.publish('temp/sibling', 'warm', { isPrivate: false })
    sibling.publish('Temp')
    stranger.publish('temp/stranger', null, { isPrivate: false })
    await world.clock.advance(0)
    expect(heard(listener)).toEqual(['temp/own', 'temp/sibling'])
    expect(listener.messages('event')[1]).toEqual({
      type: 'event',
      name: 'temp/sibling',
      data: 'warm',
      isPrivate: false,
      ttlSeconds: 60,
    })
  })

  test("comes from everybody's public events and its owner's private ones, once each", async () => {
    const ann = await world.customer('ann@x.y')
    const listener = await world.ownedDevice(world.admin, deviceId(1))
    const stranger = await world.ownedDevice(ann, deviceId(2))
    subscribe(listener, 'e', 'all-devices')
    await world.clock.advance(0)
    stranger.publish('e-public', null, { isPrivate: false })
    stranger.publish('e-private')
    await world.clock.advance(0)
    listener.publish('e-own-public', null, { isPrivate: false })
    listener.publish('e-own-private')
    await world.clock.advance(0)
    expect(heard(listener)).toEqual(['e-public', 'e-own-public', 'e-own-private'])
  })

  test('comes from one device, when it names one', async () => {
    const listener = await world.ownedDevice(world.admin, deviceId(1))
    const sibling = await world.ownedDevice(world.admin, deviceId(2))
    listener.send({ type: 'subscribe', filter: '', scope: { deviceId: deviceId(2).toUpperCase() } })
    await world.clock.advance(0)
    listener.publish('own')
    await world.clock.advance(0)
    sibling.publish('private')
    sibling.publish('public', null, { isPrivate: false })
    await world.clock.advance(0)
    expect(heard(listener)).toEqual(['private', 'public'])
  })

  test('never comes from the system, but from people', async () => {
    const listener = await world.ownedDevice(world.admin, deviceId(1))
    subscribe(listener, '', 'my-devices')
    await world.ownedDevice(world.admin, deviceId(2))
    await world.http.post('/v1/devices/events').set(world.admin).send({ name: 'hello', data: 'x' })
    await world.clock.advance(0)
    expect(heard(listener)).toEqual(['hello'])
  })

  test('follows the device to another owner', async () => {
    const ann = await world.customer('ann@x.y')
    const listener = await world.ownedDevice(world.admin, deviceId(1))
    subscribe(listener, 'news', 'my-devices')
    await world.clock.advance(0)
    await world.http.delete(`/v1/devices/${deviceId(1)}`).set(world.admin)
    await world.http
      .post('/v1/devices')
      .set(ann)
      .send({ id: deviceId(1) })
    await world.http.post('/v1/devices/events').set(world.admin).send({ name: 'news-of-dev' })
    await world.http.post('/v1/devices/events').set(ann).send({ name: 'news-of-ann' })
    await world.clock.advance(0)
    expect(heard(listener)).toEqual(['news-of-ann'])
  })

  test('is refused when it is everything of everybody', async () => {
    const device = await world.device(deviceId(1))
    subscribe(device, '', 'all-devices')
    await world.clock.advance(0)
    expect(device.messages('ack').at(-1)).toEqual({ type: 'ack', refused: true })
  })
})
