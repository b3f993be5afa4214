import { beforeEach, describe, expect, test } from 'vitest'
import { PRODUCT, type TestCloud, testCloud } from '../support/cloud.ts'

interface Client {
  id: string
  secret: string
}

let world: TestCloud
let simple: Client
let backEnd: Client
beforeEach(async () => {
  world = await testCloud()
  const create = async (scope: string): Promise<Client> =>
    (
      await world.http
        .post(`${PRODUCT}/clients`)
        .set(world.admin)
        .send({ name: 'App', type: 'installed', scope })
    ).body.client
  simple = await create('customers:create')
  backEnd = await create('*:*')
})

const DEVELOPER = { grant_type: 'password', username: 'dev@particle.test', password: 'photon' }

const ask = (client: Client, form: object) =>
  world.http.post('/oauth/token').auth(client.id, client.secret).type('form').send(form)

const createCustomer = (client: Client, email: string) =>
  world.http
    .post(`${PRODUCT}/customers`)
    .auth(client.id, client.secret)
    .type('form')
    .send({ email, password: 'pw' })

const bearer = ({ access_token }: { access_token: string }) => ({ Authorization: `Bearer ${access_token}` })

describe('a client that may only create customers', () => {
  test('creates them, and logs them in', async () => {
    const made = await createCustomer(simple, 'ann@x.y')
    expect(made.status).toBe(201)
    const { status, body } = await ask(simple, {
      grant_type: 'password',
      username: 'ann@x.y',
      password: 'pw',
    })
    expect([status, body.scope]).toEqual([200, undefined])
    expect((await world.http.get('/v1/devices').set(bearer(body))).status).toBe(200)
  })

  test('gets no token by itself, not for a customer either', async () => {
    await createCustomer(simple, 'ann@x.y')
    for (const scope of [undefined, 'customer=ann@x.y', 'customers:create']) {
      const { status, body } = await ask(simple, {
        grant_type: 'client_credentials',
        ...(scope && { scope }),
      })
      expect([status, body]).toEqual([
        400,
        {
          error: 'invalid_client',
          error_description: 'The grant type is unauthorised for this client_id',
        },
      ])
    }
  })

  test('logs a developer in for no more than that', async () => {
    const { body } = await ask(simple, DEVELOPER)
    expect(body.scope).toBe('customers:create')
    const as = bearer(body)
    const made = await world.http
      .post(`${PRODUCT}/customers`)
      .set(as)
      .send({ email: 'a@x.y', password: 'pw' })
    expect(made.status).toBe(201)
    for (const answer of [
      await world.http.get('/v1/devices').set(as),
      await world.http.get(`${PRODUCT}/customers`).set(as),
      await world.http.delete(`${PRODUCT}/customers/a@x.y`).set(as),
      await world.http.post('/v1/clients').set(as).send({ name: 'App', type: 'installed' }),
    ]) {
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_scope'])
    }
    expect((await world.http.delete('/v1/access_tokens/current').set(as)).status).toBe(200)
  })

  test('cannot ask for everything', async () => {
    const { status, body } = await ask(simple, { ...DEVELOPER, scope: '*:*' })
    expect([status, body.error]).toEqual([400, 'invalid_scope'])
  })

  test('keeps to it when it refreshes a token from before it was limited', async () => {
    const { body } = await ask(backEnd, DEVELOPER)
    await world.http
      .put(`${PRODUCT}/clients/${backEnd.id}`)
      .set(world.admin)
      .send({ scope: 'customers:create' })
    const refreshed = await ask(backEnd, { grant_type: 'refresh_token', refresh_token: body.refresh_token })
    expect(refreshed.body.scope).toBe('customers:create')
  })
})

describe('a client with the scope *:*', () => {
  test.each([
    [undefined, undefined],
    ['*:*', '*:*'],
  ])('acts for its owner when it asks for %s', async (scope, echoed) => {
    const { body } = await ask(backEnd, { grant_type: 'client_credentials', ...(scope && { scope }) })
    expect(body.scope).toBe(echoed)
    expect((await world.http.get(PRODUCT).set(bearer(body))).status).toBe(200)
  })

  test('may ask for less', async () => {
    const { body } = await ask(backEnd, { grant_type: 'client_credentials', scope: 'customers:create' })
    expect(body.scope).toBe('customers:create')
    expect((await world.http.get(PRODUCT).set(bearer(body))).body.error).toBe('invalid_scope')
  })

  test('acts for a customer by e-mail or id, credentials in the form as well', async () => {
    await createCustomer(backEnd, 'ann@x.y')
    const { customers } = (await world.http.get(`${PRODUCT}/customers`).set(world.admin)).body
    for (const name of ['ann@x.y', customers[0].id]) {
      const scope = `customer=${name}`
      const { body } = await world.http.post('/oauth/token').type('form').send({
        grant_type: 'client_credentials',
        client_id: backEnd.id,
        client_secret: backEnd.secret,
        scope,
      })
      expect(body.scope).toBe(scope)
    }
  })
})

describe('POST /oauth/token refuses the scope', () => {
  test('of another customer', async () => {
    await createCustomer(backEnd, 'ann@x.y')
    await createCustomer(backEnd, 'bob@x.y')
    const ann = { grant_type: 'password', username: 'ann@x.y', password: 'pw' }
    expect((await ask(backEnd, { ...ann, scope: 'customer=ann@x.y' })).status).toBe(200)
    const { status, body } = await ask(backEnd, { ...ann, scope: 'customer=bob@x.y' })
    expect([status, body.error]).toEqual([400, 'invalid_scope'])
  })

  test('of a customer, to a client that belongs to no product', async () => {
    await createCustomer(backEnd, 'ann@x.y')
    const own = await world.http.post('/v1/clients').set(world.admin).send({ name: 'App', type: 'installed' })
    const form = { grant_type: 'client_credentials', scope: 'customer=ann@x.y' }
    expect((await ask(own.body.client, form)).body.error).toBe('invalid_scope')
  })

  test('that nobody knows, but only once the login is right', async () => {
    const wrong = await ask(backEnd, { ...DEVELOPER, password: 'x', scope: 'everything' })
    expect(wrong.body.error).toBe('invalid_grant')
    expect((await ask(backEnd, { ...DEVELOPER, scope: 'everything' })).body.error).toBe('invalid_scope')
  })
})
