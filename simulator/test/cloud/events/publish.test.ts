import { beforeEach, describe, expect, test } from 'vitest'
import { PRODUCT, serve, type TestCloud, testCloud } from '../support/cloud.ts'
import { openStream } from '../support/event-stream.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const publish = (body: object) => world.http.post('/v1/devices/events').set(world.admin).send(body)

describe('POST /v1/devices/events', () => {
  test('answers ok and publishes for api', async () => {
    const stream = await openStream(`${await serve(world.cloud)}/v1/devices/events`, world.admin)
    expect((await publish({ name: 'a', data: 'x', private: true, ttl: 5 })).body).toEqual({ ok: true })
    await expect
      .poll(() => stream.events())
      .toMatchObject([{ name: 'a', body: { data: 'x', ttl: 5, coreid: 'api' } }])
  })

  test.each([
    [{}, true],
    [{ private: '' }, true],
    [{ private: 'false' }, true],
    [{ private: false }, true],
    [{ private: true }, false],
    [{ private: 'true' }, false],
  ])('with %j is public: %j', async (fields, isPublic) => {
    const ann = await world.customer('ann@x.y')
    const url = await serve(world.cloud)
    const stream = await openStream(`${url}/v1/events/n`, ann)
    await world.http
      .post('/v1/devices/events')
      .set(world.admin)
      .type('form')
      .send({ name: 'n-asked', ...fields })
    await world.http.post('/v1/devices/events').set(ann).send({ name: 'n-end' })
    await expect
      .poll(() => stream.events().map(event => event.name))
      .toEqual(isPublic ? ['n-asked', 'n-end'] : ['n-end'])
  })

  test.each<[string, object]>([
    ['no name', {}],
    ['an empty name', { name: '' }],
    ['a name with a blank', { name: 'a b' }],
    ['a name of 65 characters', { name: 'x'.repeat(65) }],
    ['a name of the system', { name: 'spark/status' }],
    ['a name of the system in capitals', { name: 'SPARKLE' }],
    ['623 bytes of data', { name: 'a', data: 'x'.repeat(623) }],
    ['a ttl below 0', { name: 'a', ttl: -1 }],
    ['a ttl that is none', { name: 'a', ttl: 'soon' }],
  ])('refuses %s and says why', async (_name, body) => {
    const answer = await publish(body)
    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({
      ok: false,
      error: expect.stringMatching(/^(Missing name|Invalid (name|data|ttl): .)/),
    })
  })
})

test('POST /v1/products/:product/events publishes into the product’s stream', async () => {
  const stream = await openStream(`${await serve(world.cloud)}${PRODUCT}/events`, world.admin)
  const answer = await world.http.post(`${PRODUCT}/events`).set(world.admin).send({ name: 'a' })
  expect(answer.body).toEqual({ ok: true })
  await expect.poll(() => stream.events()).toMatchObject([{ name: 'a', body: { productID: 10001 } }])
})
