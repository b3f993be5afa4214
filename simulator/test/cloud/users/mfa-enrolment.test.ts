import { beforeEach, expect, test } from 'vitest'
import { type TestCloud, testCloud } from '../support/cloud.ts'
import { codeOf, wrongCode } from './authenticator-app.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const offer = async () => (await world.http.get('/v1/user/mfa-enable').set(world.admin)).body

const confirm = (body: object) => world.http.post('/v1/user/mfa-enable').set(world.admin).send(body)

async function enrol(): Promise<string> {
  const { mfa_token, secret } = await offer()
  const { status } = await confirm({ mfa_token, otp: codeOf(secret, world.clock.unixMs()) })
  expect(status).toBe(200)
  return secret
}

const isEnabled = async () => (await world.http.get('/v1/user').set(world.admin)).body.mfa.enabled

test('GET /v1/user/mfa-enable answers a secret, the URL of its QR code, and a token to confirm with', async () => {
  const { body, headers } = await world.http.get('/v1/user/mfa-enable').set(world.admin)
  expect(Object.keys(body)).toEqual(['mfa_token', 'qr_url', 'secret'])
  expect(body.secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(body.qr_url).toMatch(/^otpauth:\/\/totp\/Particle:dev%40particle\.test\?/)
  expect(body.qr_url).toContain(`secret=${body.secret}`)
  expect(headers['cache-control']).toBe('no-store')
  expect(await isEnabled()).toBe(false)
})

test('POST /v1/user/mfa-enable with a code enables it and answers ten recovery codes', async () => {
  const { mfa_token, secret } = await offer()
  const { body } = await confirm({ mfa_token, otp: codeOf(secret, world.clock.unixMs()) })
  expect(body.enrolled).toBe(true)
  expect(new Set(body.recovery_codes).size).toBe(10)
  expect(await isEnabled()).toBe(true)
})

test('a wrong code, a foreign token, and an offer that is old or was replaced enable nothing', async () => {
  const first = await offer()
  const second = await offer()
  const now = world.clock.unixMs()
  const refused = [
    await confirm({ mfa_token: second.mfa_token, otp: wrongCode(second.secret, now) }),
    await confirm({ mfa_token: 'x', otp: codeOf(second.secret, now) }),
    await confirm({ mfa_token: first.mfa_token, otp: codeOf(first.secret, now) }),
  ]
  await world.clock.advance(15 * 60_000)
  refused.push(
    await confirm({ mfa_token: second.mfa_token, otp: codeOf(second.secret, world.clock.unixMs()) }),
  )
  for (const { status, body } of refused) {
    expect([status, body]).toEqual([
      401,
      { error: 'invalid_token', error_description: 'Could not validate OTP.' },
    ])
  }
  expect(await isEnabled()).toBe(false)
})

test('another user cannot use the token of an offer', async () => {
  await world.http.post('/v1/users').send({ username: 'eve@x.y', password: 'pw' })
  const login = { grant_type: 'password', username: 'eve@x.y', password: 'pw' }
  const eve = await world.http.post('/oauth/token').auth('particle', 'x').type('form').send(login)
  const { mfa_token, secret } = await offer()
  const { status } = await world.http
    .post('/v1/user/mfa-enable')
    .auth(eve.body.access_token, { type: 'bearer' })
    .send({ mfa_token, otp: codeOf(secret, world.clock.unixMs()) })
  expect(status).toBe(401)
})

test('who has enrolled does so again only after disabling it', async () => {
  await enrol()
  expect((await world.http.get('/v1/user/mfa-enable').set(world.admin)).status).toBe(400)
  expect((await confirm({ mfa_token: 'x', otp: '000000' })).status).toBe(400)
})

test('invalidate_tokens revokes all tokens of the user', async () => {
  const { mfa_token, secret } = await offer()
  await confirm({ mfa_token, otp: codeOf(secret, world.clock.unixMs()), invalidate_tokens: true })
  expect((await world.http.get('/v1/user').set(world.admin)).status).toBe(401)
})

test('PUT /v1/user/mfa-disable wants the current password', async () => {
  await enrol()
  const disable = (current_password: string) =>
    world.http.put('/v1/user/mfa-disable').set(world.admin).send({ current_password })
  expect((await disable('x')).status).toBe(400)
  expect(await isEnabled()).toBe(true)
  expect((await disable('photon')).body).toEqual({ ok: true })
  expect(await isEnabled()).toBe(false)
})

test('a customer has no multi-factor authentication', async () => {
  const ann = await world.customer('ann@x.y')
  const { status, body } = await world.http.get('/v1/user/mfa-enable').set(ann)
  expect([status, body.error]).toEqual([400, 'invalid_scope'])
})
