import { beforeEach, expect, test } from 'vitest'
import { type TestCloud, testCloud } from '../support/cloud.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const USER = { name: 'dev@particle.test', password: 'photon' }

async function login(): Promise<string> {
  const form = { grant_type: 'password', username: USER.name, password: USER.password }
  const { body } = await world.http.post('/oauth/token').auth('particle', 'particle').type('form').send(form)
  return body.access_token
}

test('GET /v1/access_tokens lists to user and password', async () => {
  const token = await login()
  const { body } = await world.http.get('/v1/access_tokens').auth(USER.name, USER.password)
  const expiresAt = new Date(world.clock.unixMs() + 7_776_000_000).toISOString()
  expect(body).toEqual([
    { token: world.cloud.defaults.user.token, expires_at: null, client: 'particle' },
    { token, expires_at: expiresAt, client: 'particle' },
  ])
})

test('GET /v1/access_tokens tells a wrong password from an unknown user', async () => {
  const wrong = await world.http.get('/v1/access_tokens').auth(USER.name, 'x')
  expect([wrong.status, wrong.body]).toEqual([401, { ok: false, errors: ['Bad password'] }])
  const unknown = await world.http.get('/v1/access_tokens').auth('x', 'x')
  expect([unknown.status, unknown.body]).toEqual([400, { ok: false, errors: ['Unknown user'] }])
})

test('DELETE /v1/access_tokens/:token needs no other credential, and takes Basic with a JSON body', async () => {
  for (const dress of [
    (token: string) => world.http.delete(`/v1/access_tokens/${token}`),
    (token: string) =>
      world.http
        .delete(`/v1/access_tokens/${token}`)
        .auth(USER.name, USER.password)
        .send({ access_token: token }),
  ]) {
    const token = await login()
    expect((await dress(token)).body).toEqual({ ok: true })
    const after = await world.http.get('/v1/user').set('Authorization', `Bearer ${token}`)
    expect(after.status).toBe(401)
  }
})

test('GET and DELETE /v1/access_tokens/current are about the token that asks', async () => {
  const as = { Authorization: `Bearer ${await login()}` }
  const { body } = await world.http.get('/v1/access_tokens/current').set(as)
  expect(body).toMatchObject({ client: 'particle', scopes: [], orgs: [] })
  expect(Date.parse(body.expires_at)).toBe(world.clock.unixMs() + 7_776_000_000)
  expect((await world.http.delete('/v1/access_tokens/current').set(as)).body).toEqual({ ok: true })
  expect((await world.http.get('/v1/access_tokens/current').set(as)).status).toBe(401)
})

test('DELETE /v1/access_tokens revokes all of the account, and no one else', async () => {
  const customer = await world.customer('ann@x.y')
  const token = await login()
  expect((await world.http.delete('/v1/access_tokens').set(world.admin)).body).toEqual({ ok: true })
  const after = await world.http.get('/v1/user').set('Authorization', `Bearer ${token}`)
  expect(after.status).toBe(401)
  expect((await world.http.get('/v1/user').set(customer)).status).toBe(200)
})

test('DELETE /v1/access_tokens takes user and password instead of a token', async () => {
  const as = { Authorization: `Bearer ${await login()}` }
  const wrong = await world.http.delete('/v1/access_tokens').auth(USER.name, 'x')
  expect([wrong.status, wrong.body]).toEqual([401, { ok: false, errors: ['Bad password'] }])
  const { body } = await world.http.delete('/v1/access_tokens').auth(USER.name, USER.password)
  expect(body).toEqual({ ok: true })
  expect((await world.http.get('/v1/user').set(as)).status).toBe(401)
})

test('a token that has expired is listed no more, but still told from one that never was', async () => {
  const token = await login()
  await world.clock.advance(90 * 86_400_000)
  await login()
  const { body } = await world.http.get('/v1/access_tokens').auth(USER.name, USER.password)
  expect(body).toHaveLength(2)
  expect(JSON.stringify(body)).not.toContain(token)
  const shown = await world.http.get('/v1/user').set('Authorization', `Bearer ${token}`)
  expect([shown.status, shown.body.error_description]).toEqual([
    401,
    'The access token provided has expired.',
  ])
})

test('answers with tokens or secrets are not to be stored', async () => {
  const list = await world.http.get('/v1/access_tokens').auth(USER.name, USER.password)
  const client = await world.http
    .post('/v1/clients')
    .set(world.admin)
    .send({ name: 'App', type: 'installed' })
  for (const { headers } of [list, client]) {
    expect(headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' })
  }
})
