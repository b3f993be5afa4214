import { beforeEach, describe, expect, test } from 'vitest'
import { createInProcessBackplane } from '../../../src/cloud/index.ts'
import { deviceId, PRODUCT, type TestCloud, testCloud } from '../support/cloud.ts'
import { createHook } from './support.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const HOOK = { event: 'temp', url: 'http://localhost:9/in' }
const VIEWS = [
  ['/v1/integrations', 'integration', 'Integration'],
  ['/v1/webhooks', 'webhook', 'Webhook'],
  [`${PRODUCT}/integrations`, 'integration', 'Integration'],
  ['/v1/products/10001/webhooks', 'webhook', 'Webhook'],
] as const

describe.each(VIEWS)('%s', (path, key, title) => {
  test('creates, shows, lists, replaces and deletes', async () => {
    const { http, admin } = world
    const created = await http.post(path).set(admin).send(HOOK)
    expect(created.status).toBe(201)
    expect(created.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      event: 'temp',
      created_at: '2022-11-15T00:00:00.000Z',
      integration_type: 'Webhook',
      url: 'http://localhost:9/in',
      requestType: 'POST',
      noDefaults: false,
      rejectUnauthorized: true,
      ok: true,
      hookUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v1\//),
    })
    const { ok: _ok, hookUrl, ...item } = created.body
    expect(new URL(hookUrl).pathname).toBe(`${path}/${item.id}`)

    const one = await http.get(`${path}/${item.id.toUpperCase()}`).set(admin)
    expect(one.body).toEqual({ [key]: { ...item, logs: [], errors: [], counters: [] } })
    expect((await http.get(path).set(admin)).body).toEqual([item])

    const replaced = await http
      .put(`${path}/${item.id}`)
      .set(admin)
      .send({ ...HOOK, event: 'light', requestType: 'GET', disabled: true })
    expect(replaced.body).toEqual({ ...item, ok: true, event: 'light', requestType: 'GET', disabled: true })

    const deleted = await http.delete(`${path}/${item.id}`).set(admin)
    if (path === '/v1/webhooks') expect(deleted).toMatchObject({ status: 200, body: { ok: true } })
    else expect(deleted).toMatchObject({ status: 204, text: '' })
    const gone = await http.get(`${path}/${item.id}`).set(admin)
    expect([gone.status, gone.body]).toEqual([404, { ok: false, error: `${title} not found` }])
    expect((await http.get(path).set(admin)).body).toEqual([])
  })

  test('is not for customers', async () => {
    const ann = await world.customer('ann@x.y')
    const { status, body } = await world.http.post(path).set(ann).send(HOOK)
    expect([status, body.error]).toEqual([400, 'invalid_scope'])
  })
})

test('a webhook and an integration are one thing in two views', async () => {
  const id = await createHook(world, HOOK)
  const { body } = await world.http.get(`/v1/integrations/${id}`).set(world.admin)
  expect(body.integration).toMatchObject({ id, event: 'temp' })
})

test('a product’s integrations are the team’s, and none of the user’s own', async () => {
  const id = await createHook(world, HOOK)
  expect((await world.http.get(`${PRODUCT}/webhooks`).set(world.admin)).body).toEqual([])
  expect((await world.http.get(`${PRODUCT}/webhooks/${id}`).set(world.admin)).status).toBe(404)
  const { body } = await world.http.post(`${PRODUCT}/webhooks`).set(world.admin).send(HOOK)
  expect((await world.http.get(`/v1/webhooks/${body.id}`).set(world.admin)).status).toBe(404)
})

test('all that was stated is shown', async () => {
  const stated = {
    event: 'temp',
    name: 'Store it',
    url: 'https://localhost/{{{room}}}',
    requestType: 'PUT',
    mydevices: true,
    json: { a: ['{{b}}', 1] },
    query: { q: '{{b}}' },
    headers: { 'X-Y': 'z' },
    auth: { username: 'u', password: 'p' },
    responseTopic: '{{PARTICLE_DEVICE_ID}}/answer',
    responseTemplate: { lat: '{{{lat}}}' },
    errorResponseTopic: 'failed',
    noDefaults: true,
    disabled: true,
    rejectUnauthorized: false,
  }
  const id = await createHook(world, { ...stated, deviceid: deviceId(1).toUpperCase() })
  const { body } = await world.http.get(`/v1/webhooks/${id}`).set(world.admin)
  expect(body.webhook).toMatchObject({ ...stated, deviceID: deviceId(1) })
})

test.each(['deviceID', 'deviceid', 'deviceId'])('the device may be stated as %s', async field => {
  const id = await createHook(world, { ...HOOK, [field]: deviceId(1) })
  const { body } = await world.http.get('/v1/webhooks').set(world.admin)
  expect(body).toMatchObject([{ id, deviceID: deviceId(1) }])
})

test('a form will do, and the event’s older name', async () => {
  const { status, body } = await world.http
    .post('/v1/webhooks')
    .set(world.admin)
    .type('form')
    .send({ eventName: 'temp', url: HOOK.url, query: '{"a": "{{b}}"}', noDefaults: 'true', requestType: '' })
  expect([status, body]).toEqual([
    201,
    expect.objectContaining({ event: 'temp', query: { a: '{{b}}' }, noDefaults: true }),
  ])
})

test.each([
  ['no event', { url: HOOK.url }, /^Invalid event/],
  ['an empty event', { ...HOOK, event: '' }, /^Invalid event/],
  ['no url', { event: 'x' }, /^Missing url/],
  ['an address of another kind', { ...HOOK, url: 'file:///etc/passwd' }, /^Invalid url: expected an http/],
  ['a method of another kind', { ...HOOK, requestType: 'TRACE' }, /^Invalid requestType/],
  ['another kind of integration', { ...HOOK, integration_type: 'AzureIotHub' }, /^Invalid integration_type/],
  ['two bodies', { ...HOOK, json: { a: 1 }, body: 'b' }, /one of json, form and body/],
  ['headers that are no object', { ...HOOK, headers: '[1]' }, /^Invalid headers/],
  [
    'json that is too deep',
    { ...HOOK, json: JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`) },
    /^Invalid json/,
  ],
])('%s is refused', async (_what, body, message) => {
  const answer = await world.http.post('/v1/integrations').set(world.admin).send(body)
  expect([answer.status, answer.body]).toEqual([400, { ok: false, error: expect.stringMatching(message) }])
})

test('the hundredth is the last', async () => {
  const { http, admin } = world
  for (let i = 0; i < 100; i++) await createHook(world, HOOK)
  const { status, body } = await http.post('/v1/webhooks').set(admin).send(HOOK)
  expect([status, body]).toEqual([410, { ok: false, error: 'Too many web hooks for this device' }])
})

test('a webhook is still there after a restart', async () => {
  const backplane = createInProcessBackplane()
  const first = await testCloud({ backplane })
  const id = await createHook(first, HOOK)
  await first.cloud.close()
  const second = await testCloud({ backplane })
  expect((await second.http.get('/v1/webhooks').set(second.admin)).body).toMatchObject([{ id }])
})
