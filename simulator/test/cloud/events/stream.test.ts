import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, PRODUCT, serve, type TestCloud, testCloud } from '../support/cloud.ts'
import { openStream, type RawStream } from '../support/event-stream.ts'

let world: TestCloud
let url: string
beforeEach(async () => {
  world = await testCloud()
  url = await serve(world.cloud)
})

const names = (stream: RawStream): string[] => stream.events().map(event => event.name)
const publish = (as: { Authorization: string }, body: object) =>
  world.http.post('/v1/devices/events').set(as).send(body)

describe('the bytes of a stream', () => {
  test('begin with the recorded headers and :ok at once', async () => {
    const stream = await openStream(`${url}/v1/devices/events`, world.admin)
    expect(stream.response.statusCode).toBe(200)
    expect(stream.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      connection: 'keep-alive',
      'access-control-allow-origin': '*',
    })
    await expect.poll(() => stream.text).toBe(':ok\n\n')
  })

  test('carry an event as name and one line of JSON, keys in order', async () => {
    const stream = await openStream(`${url}/v1/devices/events`, world.admin)
    const device = await world.ownedDevice(world.admin, deviceId(1))
    const at = new Date(world.clock.unixMs()).toISOString()
    device.publish('temperature', 'two\nlines "quoted"')
    device.publish('nothing', null)
    const json = (data: string): string =>
      `{"data":${data},"ttl":60,"published_at":"${at}","coreid":"${deviceId(1)}"}`
    await expect
      .poll(() => stream.text)
      .toBe(
        ':ok\n\n' +
          `event: spark/status\ndata: ${json('"online"')}\n\n` +
          `event: temperature\ndata: ${json('"two\\nlines \\"quoted\\""')}\n\n` +
          `event: nothing\ndata: ${json('null')}\n\n`,
      )
  })

  test('name owner, version, visibility and product of an event from a product', async () => {
    const ann = await world.customer('ann@x.y')
    const stream = await openStream(`${url}${PRODUCT}/events`, world.admin)
    await world.ownedDevice(ann, deviceId(1), { hello: { productVersion: 3 } })
    await expect.poll(() => names(stream)).toEqual(['spark/status'])
    const body = stream.events()[0]?.body ?? {}
    expect(Object.keys(body)).toEqual([
      'data',
      'ttl',
      'published_at',
      'coreid',
      'userid',
      'version',
      'public',
      'productID',
    ])
    expect(body).toMatchObject({ version: 3, public: false, productID: 10001 })
  })

  test('hold a line feed after 9 s of silence, and only of silence', async () => {
    const stream = await openStream(`${url}/v1/devices/events`, world.admin)
    await expect.poll(() => stream.text).toBe(':ok\n\n')
    await world.clock.advance(5_000)
    await publish(world.admin, { name: 'a' })
    await expect.poll(() => names(stream)).toEqual(['a'])
    const before = stream.text
    await world.clock.advance(8_999)
    expect(stream.text).toBe(before)
    await world.clock.advance(1)
    await expect.poll(() => stream.text).toBe(`${before}\n`)
    await world.clock.advance(18_000)
    await expect.poll(() => stream.text).toBe(`${before}\n\n\n`)
  })

  test('end cleanly when the cloud is closed', async () => {
    const stream = await openStream(`${url}/v1/devices/events`, world.admin)
    await world.cloud.close()
    await expect.poll(() => stream.closed).toBe(true)
    expect(stream.response.complete).toBe(true)
    const late = await openStream(`${url}/v1/devices/events`, world.admin)
    await expect.poll(() => late.closed).toBe(true)
  })

  test('are none for HEAD', async () => {
    const { status, text } = await world.http.head('/v1/devices/events').set(world.admin)
    expect([status, text ?? '']).toEqual([200, ''])
  })
})

describe('who hears what', () => {
  test('/v1/devices/events: all of one’s own, nothing of others', async () => {
    const ann = await world.customer('ann@x.y')
    const mine = await openStream(`${url}/v1/devices/events`, ann)
    const device = await world.ownedDevice(ann, deviceId(1))
    const foreign = await world.ownedDevice(world.admin, deviceId(2))
    foreign.publish('foreign', null, { isPrivate: false })
    await world.clock.advance(0)
    device.publish('private')
    device.publish('public', null, { isPrivate: false })
    await world.clock.advance(0)
    await publish(ann, { name: 'end' })
    await expect.poll(() => names(mine)).toEqual(['spark/status', 'private', 'public', 'end'])
  })

  test('/v1/devices/:device/events: that device, by id or name, for as long as one owns it', async () => {
    const ann = await world.customer('ann@x.y')
    const bob = await world.customer('bob@x.y')
    const device = await world.ownedDevice(ann, deviceId(1))
    const other = await world.ownedDevice(ann, deviceId(2))
    await world.http
      .put(`/v1/devices/${deviceId(1)}`)
      .set(ann)
      .send({ name: 'kitchen' })
    const byId = await openStream(`${url}/v1/devices/${deviceId(1).toUpperCase()}/events`, ann)
    const byName = await openStream(`${url}/v1/devices/kitchen/events/a`, ann)
    device.publish('a')
    other.publish('a-other')
    device.publish('b')
    await expect.poll(() => names(byId)).toEqual(['a', 'b'])
    await expect.poll(() => names(byName)).toEqual(['a'])

    await world.http.delete(`/v1/devices/${deviceId(1)}`).set(ann)
    await world.http
      .post('/v1/devices')
      .set(bob)
      .send({ id: deviceId(1) })
    const bobs = await openStream(`${url}/v1/devices/${deviceId(1)}/events`, bob)
    device.publish('of-bob', null, { isPrivate: false })
    await expect.poll(() => names(bobs)).toEqual(['of-bob'])
    expect(names(byId)).toEqual(['a', 'b'])
  })

  test('/v1/events/:prefix: everybody’s public events and one’s own, once each', async () => {
    const ann = await world.customer('ann@x.y')
    const stream = await openStream(`${url}/v1/events/e`, ann)
    const own = await world.ownedDevice(ann, deviceId(1))
    const foreign = await world.ownedDevice(world.admin, deviceId(2))
    foreign.publish('e-private')
    foreign.publish('e-public', null, { isPrivate: false })
    await world.clock.advance(0)
    own.publish('e-own-private')
    own.publish('e-own-public', null, { isPrivate: false })
    await world.clock.advance(0)
    await publish(ann, { name: 'e-end' })
    await expect.poll(() => names(stream)).toEqual(['e-public', 'e-own-private', 'e-own-public', 'e-end'])
  })

  test('/v1/events without prefix: 400', async () => {
    for (const path of ['/v1/events', '/v1/events/']) {
      const { status, body } = await world.http.get(path).set(world.admin)
      expect([status, body]).toEqual([400, { ok: false, error: 'event prefix filter is required' }])
    }
  })

  test('/v1/products/:product/events: all of its devices, for its team', async () => {
    const ann = await world.customer('ann@x.y')
    const stream = await openStream(`${url}/v1/products/10001/events/p`, world.admin)
    const one = await openStream(`${url}${PRODUCT}/events/p`, world.admin)
    const inside = await world.ownedDevice(ann, deviceId(1))
    const outside = await world.ownedDevice(world.admin, deviceId(2))
    outside.publish('p-outside')
    await world.clock.advance(0)
    inside.publish('p-inside')
    await world.clock.advance(0)
    await world.http.post(`${PRODUCT}/events`).set(world.admin).send({ name: 'p-end' })
    await expect.poll(() => names(stream)).toEqual(['p-inside', 'p-end'])
    await expect.poll(() => names(one)).toEqual(['p-inside', 'p-end'])
    expect((await world.http.get(`${PRODUCT}/events`).set(ann)).status).toBe(400)
  })

  test('/v1/products/:product/devices/:device/events: one of its devices', async () => {
    const ann = await world.customer('ann@x.y')
    const device = await world.ownedDevice(ann, deviceId(1))
    const other = await world.ownedDevice(ann, deviceId(2))
    const path = `${url}${PRODUCT}/devices/${deviceId(1)}/events/a`
    const teams = await openStream(path, world.admin)
    const anns = await openStream(path, ann)
    other.publish('a-other')
    device.publish('a')
    await expect.poll(() => names(teams)).toEqual(['a'])
    await expect.poll(() => names(anns)).toEqual(['a'])
  })

  test('a prefix is one encoded segment, matched from the start and by case', async () => {
    const stream = await openStream(`${url}/v1/devices/events/hook%2Fdone?nonce=0.5`, world.admin)
    for (const name of ['hook/done', 'hook/done/1', 'Hook/done', 'a/hook/done', 'hook']) {
      await publish(world.admin, { name })
    }
    await publish(world.admin, { name: 'hook/done/end' })
    await expect.poll(() => names(stream)).toEqual(['hook/done', 'hook/done/1', 'hook/done/end'])
  })

  test('a token in the query and history_limit, as particle-api-js 6 sends them', async () => {
    const { token } = world.cloud.defaults.user
    const stream = await openStream(`${url}/v1/devices/events?history_limit=30&access_token=${token}`)
    await publish(world.admin, { name: 'a' })
    await expect.poll(() => names(stream)).toEqual(['a'])
  })
})

describe('many subscribers', () => {
  test('hear the same events in the same order', async () => {
    const streams = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        openStream(`${url}/v1/devices/events${i % 2 === 0 ? '' : '/e'}`, world.admin),
      ),
    )
    const sent = Array.from({ length: 40 }, (_, i) => `e${i}`)
    for (const name of sent) await publish(world.admin, { name })
    for (const stream of streams) await expect.poll(() => names(stream)).toEqual(sent)
  })

  test('who leave are forgotten, and the others stay', async () => {
    const before = world.clock.pending
    const [leaving, staying] = await Promise.all([
      openStream(`${url}/v1/devices/events/b`, world.admin),
      openStream(`${url}/v1/devices/events`, world.admin),
    ])
    expect(world.clock.pending).toBe(before + 2)
    leaving.close()
    await expect.poll(() => world.clock.pending).toBe(before + 1)
    await publish(world.admin, { name: 'a' })
    await expect.poll(() => names(staying)).toEqual(['a'])
    staying.close()
    await expect.poll(() => world.clock.pending).toBe(before)
  })
})
