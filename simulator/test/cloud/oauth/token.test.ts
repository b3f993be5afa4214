import { beforeEach, describe, expect, test } from 'vitest'
import { PRODUCT, type TestCloud, testCloud } from '../support/cloud.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const KIT = { id: 'photon-kit-1001', secret: 'client-secret' }
const LOGIN = { grant_type: 'password', username: 'dev@particle.test', password: 'photon' }

function token(form: Record<string, string>, basic: { id: string; secret: string } | null = null) {
  const post = world.http.post('/oauth/token').type('form')
  return (basic === null ? post : post.auth(basic.id, basic.secret)).send(form)
}

describe('POST /oauth/token refuses, first failure first', () => {
  const badMethod = 'Method must be POST with application/x-www-form-urlencoded encoding'

  test.each([
    ['GET', () => world.http.get('/oauth/token')],
    ['JSON', () => world.http.post('/oauth/token').send(LOGIN)],
    [
      'JSON that is none',
      () => world.http.post('/oauth/token').set('Content-Type', 'application/json').send('{'),
    ],
    ['no body', () => world.http.post('/oauth/token')],
  ])('%s', async (_name, send) => {
    const { status, body } = await send()
    expect(status).toBe(400)
    expect(body).toEqual({ error: 'invalid_request', error_description: badMethod })
  })

  test.each([
    ['a form that is too large', () => token({ ...LOGIN, username: 'x'.repeat(300_000) })],
    ['an encoding that is not supported', () => token(LOGIN).set('Content-Encoding', 'morse')],
  ])('%s', async (_name, send) => {
    const { status, headers, body } = await send()
    expect([status, headers['cache-control']]).toEqual([400, 'no-store'])
    expect(body).toEqual({ error: 'invalid_request', error_description: expect.any(String) })
  })

  test.each<[string, Record<string, string>, typeof KIT | null, string, string]>([
    ['no grant type', {}, null, 'invalid_request', 'Invalid or missing grant_type parameter'],
    [
      'an unknown grant type',
      { grant_type: 'toString' },
      null,
      'invalid_request',
      'Invalid or missing grant_type parameter',
    ],
    ['no client', LOGIN, null, 'invalid_client', 'Invalid or missing client_id parameter'],
    [
      'a client id of odd characters',
      { ...LOGIN, client_id: 'a b c', client_secret: 'x' },
      null,
      'invalid_client',
      'Invalid or missing client_id parameter',
    ],
    [
      'no client secret',
      { ...LOGIN, client_id: 'particle' },
      null,
      'invalid_client',
      'Missing client_secret parameter',
    ],
    [
      'an unknown client',
      LOGIN,
      { id: 'nobody', secret: 'x' },
      'invalid_client',
      'Client credentials are invalid',
    ],
    ['a wrong secret', LOGIN, { ...KIT, secret: 'x' }, 'invalid_client', 'Client credentials are invalid'],
    [
      'a public client that has no owner to act for',
      { grant_type: 'client_credentials' },
      { id: 'particle', secret: 'particle' },
      'invalid_client',
      'The grant type is unauthorised for this client_id',
    ],
    [
      'a login without password',
      { grant_type: 'password', username: 'a' },
      KIT,
      'invalid_client',
      'Missing parameters. "username" and "password" are required',
    ],
    ['a wrong password', { ...LOGIN, password: 'x' }, KIT, 'invalid_grant', 'User credentials are invalid'],
    ['an unknown user', { ...LOGIN, username: 'x' }, KIT, 'invalid_grant', 'User credentials are invalid'],
    [
      'an unknown customer',
      { grant_type: 'client_credentials', scope: 'customer=nobody@x.y' },
      KIT,
      'invalid_grant',
      'Client credentials are invalid',
    ],
    [
      'an unknown refresh token',
      { grant_type: 'refresh_token', refresh_token: 'x' },
      KIT,
      'invalid_grant',
      'Invalid refresh token',
    ],
  ])('%s', async (_name, form, basic, error, description) => {
    const { status, body, headers } = await token(form, basic)
    expect(status).toBe(400)
    expect(body).toEqual({ error, error_description: description })
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['pragma']).toBe('no-cache')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['www-authenticate']).toBe(error === 'invalid_client' ? 'Basic realm="Service"' : undefined)
  })

  test('a scope that names no customer, and lifetimes that are none', async () => {
    const scope = await token({ grant_type: 'client_credentials', scope: 'everything' }, KIT)
    expect(scope.body.error).toBe('invalid_scope')
    for (const expires of [
      { expires_in: '-1' },
      { expires_in: '99999999999' },
      { expires_at: 'soon' },
      { expires_at: '1999-01-01' },
    ]) {
      const { status, body } = await token({ ...LOGIN, ...expires }, KIT)
      expect([status, body.error]).toEqual([400, 'invalid_request'])
    }
  })
})

describe('POST /oauth/token answers', () => {
  test('a login with 90 days of access, keys and headers as recorded', async () => {
    const { status, body, headers } = await token(LOGIN, { id: 'particle', secret: 'particle' })
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(['token_type', 'access_token', 'expires_in', 'refresh_token'])
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 7_776_000 })
    expect(body.access_token).toMatch(/^[0-9a-f]{40}$/)
    expect(body.refresh_token).toMatch(/^[0-9a-f]{40}$/)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      pragma: 'no-cache',
      'x-content-type-options': 'nosniff',
    })
  })

  test.each(['particle', 'particle-api', 'particle-cli', 'CLI2', 'user'])(
    'the public client %s with any secret, in the form as well, whatever the Bearer',
    async id => {
      const { status } = await world.http
        .post('/oauth/token')
        .set('Authorization', 'Bearer null')
        .type('form')
        .send({ ...LOGIN, client_id: id, client_secret: 'client_secret_here' })
      expect(status).toBe(200)
    },
  )

  test('a customer of the client by e-mail in any case, with the scope echoed last', async () => {
    await world.customer('ann@example.com')
    const scope = 'customer=Ann@example.com'
    const { body } = await token({ grant_type: 'client_credentials', scope }, KIT)
    expect(Object.keys(body).at(-1)).toBe('scope')
    expect(body.scope).toBe(scope)
    const user = await world.http.get('/v1/user').set('Authorization', `Bearer ${body.access_token}`)
    expect(user.body).toMatchObject({ username: 'ann@example.com', no_password: true })
  })

  test('the owner of the client, when no scope is asked for', async () => {
    const form = { grant_type: 'client_credentials', client_id: KIT.id, client_secret: KIT.secret }
    const { body } = await token(form)
    const user = await world.http.get('/v1/user').set('Authorization', `Bearer ${body.access_token}`)
    expect(user.body.username).toBe('dev@particle.test')
  })

  test('a customer who logs in with a password of its own through the client of its product', async () => {
    await world.http
      .post(`${PRODUCT}/customers`)
      .auth(KIT.id, KIT.secret)
      .send({ email: 'bob@x.y', password: 'pw' })
    const form = { grant_type: 'password', username: 'bob@x.y', password: 'pw' }
    expect((await token(form, KIT)).status).toBe(200)
    expect((await token(form, { id: 'particle', secret: 'particle' })).body.error).toBe('invalid_grant')
  })

  test('the lifetime that was asked for, in seconds or as a date', async () => {
    const inSeconds = await token({ ...LOGIN, expires_in: '60' }, KIT)
    expect(inSeconds.body.expires_in).toBe(60)
    const date = new Date(world.clock.unixMs() + 3_600_000).toISOString()
    const asDate = await token({ ...LOGIN, expires_at: date }, KIT)
    expect(asDate.body.expires_in).toBe(3600)
  })

  test('a token for ever without a refresh token', async () => {
    const { body } = await token({ ...LOGIN, expires_in: '0' }, KIT)
    expect(body.expires_in).toBe(0)
    expect(body).not.toHaveProperty('refresh_token')
    await world.clock.advance(1000 * 86_400_000)
    const user = await world.http.get('/v1/user').set('Authorization', `Bearer ${body.access_token}`)
    expect(user.status).toBe(200)
  })

  test('a refresh token once, with the same scope, until 14 days after its access token', async () => {
    await world.customer('ann@example.com')
    const scope = 'customer=ann@example.com'
    const first = (await token({ grant_type: 'client_credentials', scope }, KIT)).body
    const refresh = (refreshToken: string) =>
      token({ grant_type: 'refresh_token', refresh_token: refreshToken }, KIT)

    const second = await refresh(first.refresh_token)
    expect(second.body).toMatchObject({ token_type: 'bearer', scope })
    expect(second.body.access_token).not.toBe(first.access_token)
    expect((await refresh(first.refresh_token)).body.error_description).toBe('Invalid refresh token')

    await world.clock.advance((90 + 14) * 86_400_000)
    const late = await refresh(second.body.refresh_token)
    expect(late.body).toEqual({ error: 'invalid_grant', error_description: 'Refresh token has expired' })
  })

  test('a refresh token to its own client alone', async () => {
    const { body } = await token(LOGIN, { id: 'particle', secret: 'x' })
    const stolen = await token({ grant_type: 'refresh_token', refresh_token: body.refresh_token }, KIT)
    expect(stolen.body.error).toBe('invalid_grant')
  })
})
