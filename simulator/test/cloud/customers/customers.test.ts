import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, PRODUCT, type TestCloud, testCloud } from '../support/cloud.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const KIT = ['photon-kit-1001', 'client-secret'] as const

describe('POST /v1/products/:product/customers', () => {
  test('answers 201 with a token at once, keys in order', async () => {
    const { status, body, headers } = await world.http
      .post(`${PRODUCT}/customers`)
      .auth(...KIT)
      .type('form')
      .send({ email: 'Ann@Example.COM', no_password: 'true' })
    expect(status).toBe(201)
    expect(Object.keys(body)).toEqual(['token_type', 'access_token', 'expires_in', 'refresh_token', 'scope'])
    expect(body).toMatchObject({
      token_type: 'bearer',
      expires_in: 7_776_000,
      scope: 'customer=ann@example.com',
    })
    expect(headers['cache-control']).toBe('no-store')
  })

  test.each<[string, () => PromiseLike<{ status: number }>]>([
    [
      'credentials in a form with a grant type, as particle-api-js sends them',
      () =>
        world.http.post(`${PRODUCT}/customers`).type('form').send({
          email: 'a@b.c',
          password: 'pw',
          grant_type: 'client_credentials',
          client_id: KIT[0],
          client_secret: KIT[1],
        }),
    ],
    [
      'credentials in JSON',
      () =>
        world.http
          .post(`${PRODUCT}/customers`)
          .send({ email: 'a@b.c', no_password: true, client_id: KIT[0], client_secret: KIT[1] }),
    ],
    [
      "a team member's token, and the product by number",
      () =>
        world.http
          .post('/v1/products/10001/customers')
          .set(world.admin)
          .send({ email: 'a@b.c', password: 'pw' }),
    ],
  ])('takes %s', async (_name, send) => {
    expect((await send()).status).toBe(201)
  })

  test('answers customer_exists for an e-mail that differs in case alone', async () => {
    await world.customer('ann@x.y')
    const { status, body } = await world.http
      .post(`${PRODUCT}/customers`)
      .auth(...KIT)
      .type('form')
      .send({ email: 'ANN@x.y', no_password: 'true' })
    expect(status).toBe(400)
    expect(body.error).toBe('customer_exists')
    expect(body.error_description).toEqual(expect.any(String))
  })

  test('makes a customer once, however many ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        world.http
          .post(`${PRODUCT}/customers`)
          .auth(...KIT)
          .send({ email: 'ann@x.y', password: 'pw' }),
      ),
    )
    expect(answers.map(answer => answer.status).sort()).toEqual([201, 400, 400, 400, 400])
  })

  test.each([
    ['no e-mail', { no_password: 'true' }, 'email'],
    ['an empty e-mail', { email: '', no_password: 'true' }, 'email'],
    ['neither password nor no_password', { email: 'a@b.c' }, 'password'],
    ['no_password=false', { email: 'a@b.c', no_password: 'false' }, 'password'],
  ])('refuses %s and names the field', async (_name, form, field) => {
    const { status, body } = await world.http
      .post(`${PRODUCT}/customers`)
      .auth(...KIT)
      .type('form')
      .send(form)
    expect(status).toBe(400)
    expect(body.error).toContain(field)
  })

  test('refuses a wrong secret, an unknown product, and a customer who would make customers', async () => {
    const form = { email: 'a@b.c', no_password: 'true' }
    const secret = await world.http.post(`${PRODUCT}/customers`).auth(KIT[0], 'x').type('form').send(form)
    expect([secret.status, secret.body.error]).toEqual([400, 'invalid_client'])
    expect(secret.headers['www-authenticate']).toBe('Basic realm="Service"')

    const product = await world.http
      .post('/v1/products/nothing/customers')
      .auth(...KIT)
      .type('form')
      .send(form)
    expect([product.status, product.body]).toEqual([404, { ok: false, error: 'Product not found.' }])

    const customer = await world.customer('ann@x.y')
    const climb = await world.http.post(`${PRODUCT}/customers`).set(customer).send(form)
    expect([climb.status, climb.body.error]).toEqual([400, 'invalid_scope'])

    const open = await world.http
      .post(`${PRODUCT}/customers`)
      .auth('particle', 'particle')
      .type('form')
      .send(form)
    expect([open.status, open.body.error]).toEqual([400, 'invalid_client'])
  })
})

describe('POST /v1/products/:product/customers in a browser, without a secret', () => {
  const webClient = async (): Promise<string> => {
    const { body } = await world.http
      .post(`${PRODUCT}/clients`)
      .set(world.admin)
      .send({ name: 'shop', type: 'web', redirect_uri: 'https://shop.example/done?from=cloud' })
    return body.client.id
  }
  const create = (client: string) =>
    world.http
      .post(`${PRODUCT}/customers`)
      .type('form')
      .send({ email: 'ann@x.y', password: 'pw', client_id: client, response_type: 'token' })

  test('sends the browser to the page of the client, with a token that works', async () => {
    const { status, headers } = await create(await webClient())
    expect(status).toBe(302)
    const page = new URL(headers['location'] ?? '')
    expect(page.origin + page.pathname + page.search).toBe('https://shop.example/done?from=cloud')
    const grant = new URLSearchParams(page.hash.slice(1))
    expect([...grant.keys()]).toEqual(['token_type', 'access_token', 'expires_in', 'scope'])
    const ann = { Authorization: `Bearer ${grant.get('access_token')}` }
    expect((await world.http.get('/v1/user').set(ann)).body.username).toBe('ann@x.y')
  })

  test('refuses a client that has no page, and one that is not the product’s', async () => {
    for (const client of ['photon-kit-1001', 'nobody', 'particle']) {
      const { status, body } = await create(client)
      expect([status, body.error]).toEqual([400, 'invalid_client'])
    }
    expect((await world.http.get(`${PRODUCT}/customers`).set(world.admin)).body.customers).toEqual([])
  })
})

test('/v1/orgs/:slug/customers is what it was called before there were products', async () => {
  const { status } = await world.http
    .post('/v1/orgs/photon-kit/customers')
    .auth(...KIT)
    .send({ email: 'ann@x.y', no_password: true })
  expect(status).toBe(201)
  const { body } = await world.http.get('/v1/orgs/photon-kit/customers').set(world.admin)
  expect(body.customers).toMatchObject([{ username: 'ann@x.y', devices: [] }])
})

describe('DELETE /v1/products/:product/customers/:email', () => {
  test('takes the token in a form, and never answers an empty body', async () => {
    await world.customer('ann@x.y')
    const { status, body } = await world.http
      .delete(`${PRODUCT}/customers/ann@x.y`)
      .type('form')
      .send({ access_token: world.cloud.defaults.user.token })
    expect([status, body]).toEqual([200, { ok: true }])
  })

  test('takes tokens, pending claim codes and the hold on devices with it', async () => {
    const ann = await world.customer('ann@x.y')
    await world.ownedDevice(ann, deviceId(1))
    const pending = await world.claimCode(ann)

    const { status, body } = await world.http.delete(`${PRODUCT}/customers/ANN%40x.y`).set(world.admin)
    expect([status, body]).toEqual([200, { ok: true }])

    expect((await world.http.get('/v1/devices').set(ann)).status).toBe(401)
    const late = await world.device(deviceId(2), { claimCode: pending })
    expect(late.messages('claimed')).toEqual([])
    const claim = await world.http
      .post('/v1/devices')
      .set(world.admin)
      .send({ id: deviceId(1) })
    expect(claim.body.ok).toBe(true)

    const again = await world.customer('ann@x.y')
    expect((await world.http.get('/v1/devices').set(again)).body).toEqual([])
  })

  test('is for the team: not for customers, and 404 for nobody', async () => {
    const ann = await world.customer('ann@x.y')
    const own = await world.http.delete(`${PRODUCT}/customers/ann@x.y`).set(ann)
    expect(own.status).toBe(400)
    const nobody = await world.http.delete(`${PRODUCT}/customers/bob@x.y`).set(world.admin)
    expect(nobody.status).toBe(404)
  })
})

test('GET /v1/products/:product/customers pages customers with their devices', async () => {
  const ann = await world.customer('ann@x.y')
  await world.customer('bob@x.y')
  await world.ownedDevice(ann, deviceId(1))
  const { body } = await world.http.get(`${PRODUCT}/customers?per_page=1`).set(world.admin)
  expect(body).toEqual({
    customers: [{ id: expect.any(String), username: 'ann@x.y', full_name: '', devices: [deviceId(1)] }],
    devices: [
      {
        id: deviceId(1),
        product_id: 10001,
        last_ip_address: '198.51.100.7',
        firmware_version: null,
        online: true,
      },
    ],
    meta: { total_pages: 2 },
  })
})

test('PUT /v1/products/:product/customers/:email sets a password', async () => {
  await world.customer('ann@x.y')
  const { body } = await world.http
    .put(`${PRODUCT}/customers/ann@x.y`)
    .set(world.admin)
    .send({ password: 'new' })
  expect(body).toEqual({ ok: true })
  const login = await world.http
    .post('/oauth/token')
    .auth(...KIT)
    .type('form')
    .send({ grant_type: 'password', username: 'ann@x.y', password: 'new' })
  expect(login.status).toBe(200)
})
