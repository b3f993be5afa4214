import { beforeEach, describe, expect, test } from 'vitest'
import { PRODUCT, type TestCloud, testCloud } from '../support/cloud.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const APP = { name: 'My App!', type: 'installed' }

const token = (client: { id: string; secret: string }, form: Record<string, string> = {}) =>
  world.http
    .post('/oauth/token')
    .auth(client.id, client.secret)
    .type('form')
    .send({ grant_type: 'client_credentials', ...form })

describe.each([
  ['/v1/clients', {}],
  [`${PRODUCT}/clients`, { product_id: 10_001 }],
  ['/v1/products/10001/clients', { product_id: 10_001 }],
])('%s', (path, product) => {
  const post = (body: object, as = world.admin) => world.http.post(path).set(as).send(body)
  const list = async (as = world.admin) => (await world.http.get(path).set(as)).body.clients
  const create = async (body: object = APP) => (await post(body)).body.client

  test('POST answers the client with its secret, which it then works with', async () => {
    const { status, body } = await post(APP)
    expect([status, body]).toEqual([
      200,
      {
        ok: true,
        client: {
          name: 'My App!',
          type: 'installed',
          secret: expect.stringMatching(/^[0-9a-f]{40}$/),
          id: expect.stringMatching(/^my-app-\d{1,4}$/),
          ...product,
        },
      },
    ])
    expect((await token(body.client)).status).toBe(200)
  })

  test('GET lists them without secrets', async () => {
    const before = await list()
    const { secret, ...app } = await create()
    const web = await create({ name: 'Site', type: 'web', redirect_uri: 'https://x.y/back' })
    const clients = await list()
    expect(clients.slice(before.length)).toEqual([
      app,
      { name: 'Site', type: 'web', redirect_uri: 'https://x.y/back', id: web.id, ...product },
    ])
    expect(JSON.stringify(clients)).not.toContain(secret)
  })

  test.each([
    [{}],
    [{ name: 'App' }],
    [{ name: '', type: 'installed' }],
    [{ name: 'App', type: 'desktop' }],
    [{ name: 'App', type: 'web' }],
    [{ name: 'App', type: 'web', redirect_uri: 'x' }],
    [{ ...APP, scope: 'everything' }],
    [{ ...APP, scope: 7 }],
  ])('POST refuses %j', async body => {
    const answer = await post(body)
    expect([answer.status, answer.body.ok]).toEqual([400, false])
  })

  test.each([
    ['customers:create', 'customers:create'],
    ['*:*', '*:*'],
    [{ customers: 'create' }, 'customers:create'],
    ['none', undefined],
    [null, undefined],
  ])('POST takes the scope %j', async (scope, kept) => {
    expect((await create({ ...APP, scope })).scope).toBe(kept)
  })

  test('PUT changes name and scope; none clears the scope', async () => {
    const { id, secret } = await create()
    const put = (body: object) => world.http.put(`${path}/${id}`).set(world.admin).send(body)
    const limited = await put({ name: 'Other', scope: 'customers:create' })
    expect(limited.body).toEqual({
      ok: true,
      client: { name: 'Other', type: 'installed', id, scope: 'customers:create', ...product },
    })
    expect((await token({ id, secret })).status).toBe(400)
    expect((await put({ name: 'Third' })).body.client).toMatchObject({
      name: 'Third',
      scope: 'customers:create',
    })
    expect((await put({ scope: 'none' })).body.client).not.toHaveProperty('scope')
    expect((await token({ id, secret })).status).toBe(200)
  })

  test('DELETE answers 204 without a body, and takes every token of the client with it', async () => {
    const client = await create()
    const { body } = await token(client)
    const removed = await world.http.delete(`${path}/${client.id}`).set(world.admin)
    expect([removed.status, removed.text]).toEqual([204, ''])
    expect((await world.http.get('/v1/user').auth(body.access_token, { type: 'bearer' })).status).toBe(401)
    expect((await token(client)).body.error).toBe('invalid_client')
    const again = await world.http.delete(`${path}/${client.id}`).set(world.admin)
    expect([again.status, again.body.ok]).toEqual([404, false])
    expect((await world.http.get('/v1/user').set(world.admin)).status).toBe(200)
  })

  test('an id is well-formed and its own, whatever and however often the name', async () => {
    const names = ['x'.repeat(100), '日本語', '  --  ', 'A-', 'A-', 'A-', `${'y'.repeat(34)} z`]
    const clients = await Promise.all(names.map(name => create({ ...APP, name })))
    for (const { id } of clients) expect(id).toMatch(/^[a-z0-9][a-z0-9-]{1,38}[0-9]$/)
    expect(new Set(clients.map(({ id }) => id)).size).toBe(names.length)
    for (const client of clients) expect((await token(client)).status).toBe(200)
  })

  test('is not for customers', async () => {
    const ann = await world.customer('ann@x.y')
    for (const answer of [await world.http.get(path).set(ann), await post(APP, ann)]) {
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_scope'])
    }
  })
})

describe('a client is out of reach', () => {
  const stranger = async () => {
    await world.http.post('/v1/users').send({ username: 'eve@x.y', password: 'pw' })
    const form = { grant_type: 'password', username: 'eve@x.y', password: 'pw' }
    const { body } = await world.http.post('/oauth/token').auth('particle', 'x').type('form').send(form)
    return { Authorization: `Bearer ${body.access_token}` }
  }

  test('of another user', async () => {
    const { body } = await world.http.post('/v1/clients').set(world.admin).send(APP)
    const eve = await stranger()
    const path = `/v1/clients/${body.client.id}`
    expect((await world.http.get('/v1/clients').set(eve)).body.clients).toEqual([])
    expect((await world.http.put(path).set(eve).send({ name: 'x' })).status).toBe(404)
    expect((await world.http.delete(path).set(eve)).status).toBe(404)
    expect((await world.http.get(`${PRODUCT}/clients`).set(eve)).status).toBe(404)
  })

  test('of a product, by the path of users’ own', async () => {
    const path = `/v1/clients/${world.cloud.defaults.client.id}`
    expect((await world.http.delete(path).set(world.admin)).status).toBe(404)
  })
})
