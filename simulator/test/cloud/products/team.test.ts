import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, PRODUCT, type TestCloud, testCloud } from '../support/cloud.ts'

const TEAM = `${PRODUCT}/team`

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const invite = (body: object) => world.http.post(TEAM).set(world.admin).send(body)
const team = async () => (await world.http.get(TEAM).set(world.admin)).body.team

async function user(username: string): Promise<{ Authorization: string }> {
  await world.http.post('/v1/users').send({ username, password: 'secret-word' })
  const { body } = await world.http
    .post('/oauth/token')
    .auth('particle', 'particle')
    .type('form')
    .send({ grant_type: 'password', username, password: 'secret-word' })
  return { Authorization: `Bearer ${body.access_token}` }
}

const statusFor = async (as: { Authorization: string }, path = PRODUCT) =>
  (await world.http.get(path).set(as)).status

describe("a product's team", () => {
  test('is its owner at first', async () => {
    const { body } = await world.http.get(TEAM).set(world.admin)
    expect(body).toEqual({
      ok: true,
      team: [
        {
          _id: expect.stringMatching(/^[0-9a-f]{24}$/),
          username: 'dev@particle.test',
          role: { id: '000000000000000000000002', name: 'Administrator' },
          product_id: 10001,
        },
      ],
    })
  })

  test('takes somebody in at once who has an account', async () => {
    const ann = await user('ann@x.y')
    expect(await statusFor(ann)).toBe(404)
    const { status, body } = await invite({ username: 'Ann@X.Y', role: 'Developer' })
    expect([status, body]).toEqual([200, { ok: true, invited: { username: 'ann@x.y' } }])
    expect(await statusFor(ann)).toBe(200)
    expect(await team()).toMatchObject([{}, { username: 'ann@x.y', role: 'Developer' }])
  })

  test('waits for somebody who has none yet, and comes with the first request', async () => {
    await invite({ username: 'ann@x.y' })
    expect(await team()).toMatchObject([{}, { username: 'ann@x.y', pending: true }])
    const ann = await user('ann@x.y')
    expect((await world.http.get('/v1/products').set(ann)).body.products).toMatchObject([{ id: 10001 }])
    expect((await team())[1]).not.toHaveProperty('pending')
  })

  test('lets people go, and forgets invitations; but not its owner', async () => {
    const ann = await user('ann@x.y')
    await invite({ username: 'ann@x.y' })
    await invite({ username: 'late@x.y' })
    const remove = (name: string) => world.http.delete(`${TEAM}/${name}`).set(world.admin)
    expect((await remove('ann@x.y')).body).toEqual({ ok: true })
    expect((await remove('late@x.y')).body).toEqual({ ok: true })
    expect([await statusFor(ann), await statusFor(await user('late@x.y'))]).toEqual([404, 404])
    expect((await remove('dev@particle.test')).status).toBe(400)
    expect((await remove('nobody@x.y')).status).toBe(404)
    expect(await team()).toHaveLength(1)
  })

  test('gives a member another role', async () => {
    await invite({ username: 'ann@x.y' })
    const role = { name: 'Viewer' }
    const { body } = await world.http.put(`${TEAM}/ann@x.y`).set(world.admin).send({ role })
    expect(body).toEqual({ ok: true, updated: { username: 'ann@x.y', role } })
    expect((await team())[1].role).toEqual(role)
  })

  test('refuses an invitation of nobody', async () => {
    for (const body of [{}, { username: '' }, { friendly_name: 'x' }, { scopes: ['devices:list'] }]) {
      expect((await invite(body)).status).toBe(400)
    }
  })
})

describe('an API user', () => {
  const create = async (scopes: string[]) => {
    const { body } = await invite({ friendly_name: 'My Token', scopes })
    const { username, tokens } = body.created
    return { username, header: { Authorization: `Bearer ${tokens[0].token}` } }
  }
  const UNAUTHORIZED = { error: 'unauthorized', error_description: expect.any(String) }

  test('is answered with its name and its one token, which never expires', async () => {
    const { status, body } = await invite({ friendly_name: 'My Token', scopes: ['devices:list'] })
    expect([status, body]).toEqual([
      200,
      {
        ok: true,
        created: {
          username: expect.stringMatching(/^my-token\+[0-9a-f]{10}@api\.particle\.io$/),
          is_programmatic: true,
          tokens: [{ token: expect.stringMatching(/^[0-9a-f]{40}$/) }],
        },
      },
    ])
    expect((await team())[1]).toMatchObject({
      is_programmatic: true,
      friendly_name: 'My Token',
      scopes: ['devices:list'],
    })
    await world.clock.advance(365 * 86_400_000)
    const as = { Authorization: `Bearer ${body.created.tokens[0].token}` }
    expect(await statusFor(as, `${PRODUCT}/devices`)).toBe(200)
  })

  test('does what its scopes say, and nothing else about the product', async () => {
    const { header } = await create(['devices:list', 'devices.function:call'])
    await world.ownedDevice(await world.customer('ann@x.y'), deviceId(1), { functions: { beep: () => 7 } })
    expect((await world.http.get(`${PRODUCT}/devices`).set(header)).body.devices).toHaveLength(1)
    const device = `${PRODUCT}/devices/${deviceId(1)}`
    expect((await world.http.post(`${device}/beep`).set(header).send({})).body.return_value).toBe(7)
    for (const request of [
      world.http.get(device),
      world.http.put(device).send({ name: 'x' }),
      world.http.delete(device),
      world.http.post(`${PRODUCT}/devices`).send({ id: deviceId(2) }),
      world.http.get(PRODUCT),
      world.http.get(TEAM),
      world.http.get(`${PRODUCT}/customers`),
      world.http.post(`${PRODUCT}/customers`).send({ email: 'c@x.y', password: 'pw' }),
    ]) {
      const { status, body } = await request.set(header)
      expect([status, body]).toEqual([400, UNAUTHORIZED])
    }
  })

  test('has no business outside its product', async () => {
    const { header } = await create(['products:list', 'devices:list'])
    expect((await world.http.get('/v1/user/products').set(header)).body.products).toHaveLength(1)
    for (const request of [
      world.http.get('/v1/user'),
      world.http.get('/v1/devices'),
      world.http.post('/v1/device_claims'),
      world.http.post('/v1/user/products').send({ product: { name: 'mine' } }),
      world.http.delete('/v1/access_tokens'),
    ]) {
      const { status, body } = await request.set(header)
      expect([status, body]).toEqual([
        400,
        { error: 'unauthorized', error_description: 'API users are not allowed to call this endpoint' },
      ])
    }
    const product = { name: 'other' }
    await world.http.post('/v1/user/products').set(world.admin).send({ product })
    expect(await statusFor(header, '/v1/products/other/devices')).toBe(404)
  })

  test('gets another token with other scopes, and loses the one it had', async () => {
    const { username, header } = await create(['devices:list'])
    const { body } = await world.http
      .put(`${TEAM}/${username}`)
      .set(world.admin)
      .send({ friendly_name: 'Other', scopes: ['products:get'] })
    expect(body.updated).toMatchObject({ username, is_programmatic: true })
    const fresh = { Authorization: `Bearer ${body.updated.tokens[0].token}` }
    expect([await statusFor(fresh), await statusFor(fresh, `${PRODUCT}/devices`)]).toEqual([200, 400])
    expect(await statusFor(header, `${PRODUCT}/devices`)).toBe(401)
  })

  test('goes with its token when it is taken out of the team', async () => {
    const { username, header } = await create(['devices:list'])
    await world.http.delete(`${TEAM}/${username}`).set(world.admin)
    expect(await statusFor(header, `${PRODUCT}/devices`)).toBe(401)
    expect(await team()).toHaveLength(1)
  })

  test('cannot be given a scope that does not exist', async () => {
    const { status, body } = await invite({ friendly_name: 'x', scopes: ['devices:explode'] })
    expect([status, body.error]).toEqual([400, expect.stringContaining('devices:explode')])
  })
})

test.each([
  ['/v1/products/photon-kit', 'product:get'],
  ['/v1/products/10001/devices', 'devices:list'],
  ['/v1/products/photon-kit/firmware', 'firmware:list'],
  ['/v1/products/photon-kit/groups', 'groups:list'],
  ['/v1/products/photon-kit/customers', 'customers:list'],
])('GET %s names the scope that it takes', async (path, scope) => {
  const { headers } = await world.http.get(path).set(world.admin)
  expect(headers['x-requested-scope']).toBe(`product_10001:${scope}`)
})
