import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, PRODUCT, type TestCloud, testCloud } from '../support/cloud.ts'

let world: TestCloud
const resets: unknown[] = []
beforeEach(async () => {
  resets.length = 0
  world = await testCloud({
    onNotice: (kind, facts) => {
      if (kind === 'password-reset') resets.push(facts)
    },
  })
})

const ANN = { username: 'ann@x.y', password: 'pw' }

const create = (body: object) => world.http.post('/v1/users').send(body)

async function logIn(username: string, password: string) {
  const { status, body } = await world.http
    .post('/oauth/token')
    .auth('particle', 'particle')
    .type('form')
    .send({ grant_type: 'password', username, password })
  return { status, body, as: { Authorization: `Bearer ${body.access_token}` } }
}

async function ann() {
  await create(ANN)
  return (await logIn(ANN.username, ANN.password)).as
}

const put = (as: { Authorization: string }, body: object) => world.http.put('/v1/user').set(as).send(body)
const userOf = async (as: { Authorization: string }) => (await world.http.get('/v1/user').set(as)).body
const statusOf = async (as: { Authorization: string }) => (await world.http.get('/v1/user').set(as)).status

describe('POST /v1/users', () => {
  test('makes a user who can log in, name in any case', async () => {
    const { status, body } = await create({
      ...ANN,
      username: 'Ann@X.y',
      account_info: { first_name: 'Ann', business_account: true, company_name: 'Acme', shoe_size: 38 },
    })
    expect([status, body]).toEqual([200, { ok: true, message: expect.any(String) }])
    const { as } = await logIn('ANN@x.y', 'pw')
    expect(await userOf(as)).toMatchObject({
      username: 'ann@x.y',
      account_info: { first_name: 'Ann', last_name: '', business_account: true, company_name: 'Acme' },
      wifi_device_count: 0,
      mfa: { enabled: false },
    })
  })

  test('refuses a name that is taken, in any case', async () => {
    await create(ANN)
    const { status, body } = await create({ ...ANN, username: 'ANN@x.y', password: 'other' })
    expect([status, body]).toEqual([400, { ok: false, error: 'The username is already in use' }])
    expect((await logIn('ann@x.y', 'other')).status).toBe(400)
  })

  test.each([
    [{}],
    [{ username: 'ann@x.y' }],
    [{ username: 'ann@x.y', password: '' }],
    [{ username: 'ann', password: 'pw' }],
    [{ username: ['ann@x.y'], password: 'pw' }],
    [{ ...ANN, account_info: 'Ann' }],
  ])('refuses %j', async body => {
    const answer = await create(body)
    expect([answer.status, answer.body.ok]).toEqual([400, false])
  })

  test('of two at the same time makes one', async () => {
    const answers = await Promise.all([create(ANN), create(ANN)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
  })
})

describe('PUT /v1/user', () => {
  test('changes account_info, and leaves what it does not say', async () => {
    const as = await ann()
    await put(as, { account_info: { first_name: 'Ann', last_name: 'Lee' } })
    const { body } = await put(as, { account_info: { last_name: 'Low' } })
    expect(body).toMatchObject({
      ok: true,
      message: expect.any(String),
      username: 'ann@x.y',
      account_info: { first_name: 'Ann', last_name: 'Low', business_account: false },
    })
  })

  test('changes the username with the current password', async () => {
    const as = await ann()
    const { body } = await put(as, { username: 'Ann@z.y', current_password: 'pw' })
    expect(body).toMatchObject({ ok: true, username: 'ann@z.y' })
    expect((await logIn('ann@z.y', 'pw')).status).toBe(200)
    expect((await logIn('ann@x.y', 'pw')).status).toBe(400)
    expect(await userOf(as)).toMatchObject({ username: 'ann@z.y' })
    expect((await create(ANN)).status).toBe(200)
  })

  test('refuses a username that somebody else has, and takes one’s own', async () => {
    const as = await ann()
    const taken = await put(as, { username: 'dev@particle.test', current_password: 'pw' })
    expect([taken.status, taken.body.ok]).toEqual([400, false])
    expect((await put(as, { username: 'ANN@x.y', current_password: 'pw' })).status).toBe(200)
    expect((await logIn('ann@x.y', 'pw')).status).toBe(200)
  })

  test('of two new usernames at the same time takes one, and leaves the other free', async () => {
    const as = await ann()
    const names = ['one@x.y', 'two@x.y']
    const answers = await Promise.all(names.map(username => put(as, { username, current_password: 'pw' })))
    const { username } = await userOf(as)
    // Where one is over before the other begins, both are answered well.
    expect(answers[names.indexOf(username)]?.status).toBe(200)
    const [other = ''] = names.filter(name => name !== username)
    expect((await create({ username: other, password: 'pw' })).status).toBe(200)
  })

  test('changes the password with the current one; tokens stay', async () => {
    const as = await ann()
    expect((await put(as, { password: 'new', current_password: 'pw' })).status).toBe(200)
    expect((await logIn('ann@x.y', 'pw')).status).toBe(400)
    expect((await logIn('ann@x.y', 'new')).status).toBe(200)
    expect(await statusOf(as)).toBe(200)
  })

  test('with invalidate_tokens revokes all of them, the caller’s too', async () => {
    const as = await ann()
    const other = (await logIn('ann@x.y', 'pw')).as
    await put(as, { password: 'new', current_password: 'pw', invalidate_tokens: true })
    expect([await statusOf(as), await statusOf(other)]).toEqual([401, 401])
    expect(await statusOf(world.admin)).toBe(200)
  })

  test.each([
    ['nothing to change', {}],
    ['a new password without the current one', { password: 'new' }],
    ['a wrong current password', { password: 'new', current_password: 'x' }],
    ['a new username without the current password', { username: 'eve@x.y' }],
    [
      'account_info together with a wrong password',
      { account_info: {}, username: 'e@x.y', current_password: 'x' },
    ],
  ])('refuses %s', async (_what, body) => {
    const as = await ann()
    const answer = await put(as, body)
    expect([answer.status, answer.body.ok]).toEqual([400, false])
    expect((await logIn('ann@x.y', 'pw')).status).toBe(200)
  })

  test('is not for customers', async () => {
    const customer = await world.customer('bob@x.y')
    const { status, body } = await put(customer, { account_info: { first_name: 'Bob' } })
    expect([status, body.error]).toEqual([400, 'invalid_scope'])
  })
})

describe('DELETE /v1/user', () => {
  const remove = (as: { Authorization: string }, password: string) =>
    world.http.delete('/v1/user').set(as).send({ password })

  test('wants the password', async () => {
    const as = await ann()
    expect((await remove(as, 'x')).status).toBe(400)
    expect((await world.http.delete('/v1/user').set(as)).status).toBe(400)
    expect(await statusOf(as)).toBe(200)
  })

  test('takes tokens, claim codes, OAuth clients and the hold on devices with the user', async () => {
    const as = await ann()
    const refresh = (await logIn('ann@x.y', 'pw')).body.refresh_token
    await world.ownedDevice(as, deviceId(1))
    const claim = await world.claimCode(as)
    const { client } = (await world.http.post('/v1/clients').set(as).send({ name: 'App', type: 'installed' }))
      .body

    expect((await remove(as, 'pw')).body).toEqual({ ok: true })
    expect(await statusOf(as)).toBe(401)
    expect((await logIn('ann@x.y', 'pw')).status).toBe(400)
    const token = (form: object, id = 'particle', secret = 'x') =>
      world.http.post('/oauth/token').auth(id, secret).type('form').send(form)
    const refreshed = await token({ grant_type: 'refresh_token', refresh_token: refresh })
    expect(refreshed.body.error).toBe('invalid_grant')
    const owner = await token({ grant_type: 'client_credentials' }, client.id, client.secret)
    expect(owner.body.error).toBe('invalid_client')
    const device = await world.device(deviceId(2), { claimCode: claim })
    expect(device.messages('claimed')).toHaveLength(0)
    const freed = await world.http
      .post('/v1/devices')
      .set(world.admin)
      .send({ id: deviceId(1) })
    expect(freed.body.ok).toBe(true)
  })

  test('lets the name be used again, by somebody who gets nothing of the first one', async () => {
    const before = await ann()
    await remove(before, 'pw')
    const after = await ann()
    expect(await statusOf(before)).toBe(401)
    expect(await statusOf(after)).toBe(200)
  })

  test.each([
    ['deleted', (as: { Authorization: string }) => remove(as, 'pw')],
    ['renamed', (as: { Authorization: string }) => put(as, { username: 'ann@z.y', current_password: 'pw' })],
  ])(
    'and a name that is free because its user was %s opens no product to the next one',
    async (_how, leave) => {
      const before = await ann()
      await world.http.post(`${PRODUCT}/team`).set(world.admin).send({ username: 'ann@x.y' })
      expect((await world.http.get(PRODUCT).set(before)).status).toBe(200)
      await leave(before)
      const after = await ann()
      expect((await world.http.get(PRODUCT).set(after)).status).toBe(404)
    },
  )

  test('who was renamed keeps its place in teams', async () => {
    const as = await ann()
    await world.http.post(`${PRODUCT}/team`).set(world.admin).send({ username: 'ann@x.y' })
    await put(as, { username: 'ann@z.y', current_password: 'pw' })
    expect((await world.http.get(PRODUCT).set(as)).status).toBe(200)
    const { body } = await world.http.get(`${PRODUCT}/team`).set(world.admin)
    expect(body.team.map((member: { username: string }) => member.username)).toContain('ann@z.y')
  })

  test('leaves the customers of a product what they have, but its client has nobody to act for', async () => {
    const customer = await world.customer('bob@x.y')
    await remove(world.admin, 'photon')
    expect(await statusOf(customer)).toBe(200)
    const { client } = world.cloud.defaults
    const token = (form: object) =>
      world.http.post('/oauth/token').auth(client.id, client.secret).type('form').send(form)
    const scoped = await token({ grant_type: 'client_credentials', scope: 'customer=bob@x.y' })
    expect(scoped.status).toBe(200)
    const owner = await token({ grant_type: 'client_credentials' })
    expect([owner.status, owner.body.error]).toEqual([400, 'invalid_grant'])
  })

  test('is not for customers', async () => {
    expect((await remove(await world.customer('bob@x.y'), 'pw')).body.error).toBe('invalid_scope')
  })
})

describe('by e-mail', () => {
  const reset = (username: string) => world.http.post('/v1/user/password-reset').send({ username })

  test('POST /v1/user/password-reset says the same whether or not there is such a user', async () => {
    const known = await reset('Dev@particle.test')
    const unknown = await reset('nobody@x.y')
    expect(known.body).toEqual({ ok: true, message: expect.any(String) })
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body])
  })

  test('the journal tells whose mail it would have been', async () => {
    await reset('Dev@particle.test')
    await reset('nobody@x.y')
    expect(resets).toEqual([{ username: 'dev@particle.test' }])
  })

  test('POST /v1/user/verify knows no token', async () => {
    const { status, body } = await world.http.post('/v1/user/verify').send({ token: 'x' })
    expect([status, body.ok]).toEqual([400, false])
  })
})

test('GET /v1/promo_code/:code knows none', async () => {
  const { status, body } = await world.http.get('/v1/promo_code/SPARK').set(world.admin)
  expect([status, body.ok]).toEqual([404, false])
})
