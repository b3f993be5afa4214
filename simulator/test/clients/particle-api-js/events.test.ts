import { describe, expect, onTestFinished, test } from 'vitest'
import { deviceId, signedIn, VERSIONS } from './clients.ts'

describe.for(VERSIONS)('particle-api-js %s', ([, Client]) => {
  test('getEventStream and publishEvent', async () => {
    const { particle, auth, world } = await signedIn(Client)
    const stream = await particle.getEventStream({ deviceId: 'mine', auth })
    onTestFinished(() => stream.abort())
    const heard: unknown[] = []
    stream.on('event', event => heard.push(event))

    const published = await particle.publishEvent({ name: 'greeting', data: 'hello', isPrivate: true, auth })
    expect(published.body).toEqual({ ok: true })
    const device = await world.ownedDevice(world.admin, deviceId(1))
    device.publish('sensor', '1')
    device.publish('silence')
    const published_at = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    await expect
      .poll(() => heard)
      .toMatchObject([
        { name: 'greeting', data: 'hello', coreid: 'api', ttl: 60, published_at },
        { name: 'spark/status', data: 'online', coreid: deviceId(1) },
        { name: 'sensor', data: '1', coreid: deviceId(1), ttl: 60, published_at },
        { name: 'silence', data: null },
      ])
  })

  test.for([
    ['of one device', { deviceId: deviceId(1) }],
    ['of one device, by prefix', { deviceId: deviceId(1), name: 'hook/se' }],
    ['of my devices, by prefix', { deviceId: 'mine', name: 'hook/' }],
    ['of everybody, by prefix', { name: 'hook/' }],
    ['of a product', { product: 'photon-kit' }],
    ['of a product, by prefix', { product: 'photon-kit', name: 'hook/' }],
    ['of one device of a product', { product: 'photon-kit', deviceId: deviceId(1) }],
  ])('getEventStream %s', async ([, which]) => {
    const { particle, auth, world } = await signedIn(Client)
    const device = await world.ownedDevice(world.admin, deviceId(1))
    await particle.addDeviceToProduct({ product: 'photon-kit', deviceId: deviceId(1), auth })
    const stream = await particle.getEventStream({ ...Object(which), auth })
    onTestFinished(() => stream.abort())
    const heard: { name: string }[] = []
    stream.on('event', event => heard.push(event))
    device.publish('hook/sent', 'yes')
    await expect.poll(() => heard).toMatchObject([{ name: 'hook/sent', data: 'yes' }])
  })

  test('getEventStream of somebody else’s device tells the refusal', async () => {
    const { particle, auth, world } = await signedIn(Client)
    await world.ownedDevice(await world.customer('ann@x.y'), deviceId(1))
    await expect(particle.getEventStream({ deviceId: deviceId(1), auth })).rejects.toMatchObject({
      statusCode: 403,
      body: { error: 'Permission Denied' },
    })
  })

  test('getEventStream of everything on earth', async () => {
    const { particle, auth } = await signedIn(Client)
    await expect(particle.getEventStream({ auth })).rejects.toMatchObject({
      statusCode: 400,
      body: { error: 'event prefix filter is required' },
    })
  })
})

test('particle-api-js 6.5.0 hands an event out by its own name as well', async () => {
  const { particle, auth, world } = await signedIn(VERSIONS[1][1])
  const stream = await particle.getEventStream({ deviceId: 'mine', auth })
  onTestFinished(() => stream.abort())
  const heard: unknown[] = []
  stream.on('sensor', event => heard.push(event))
  const device = await world.ownedDevice(world.admin, deviceId(1))
  device.publish('sensor', '1')
  await expect.poll(() => heard).toMatchObject([{ name: 'sensor', data: '1' }])
})
