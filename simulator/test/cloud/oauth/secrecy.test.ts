import { expect, test } from 'vitest'
import { redact } from '../../../src/cloud/http/observe.ts'
import { passwordMatches } from '../../../src/cloud/users/password.ts'
import { testCloud } from '../support/cloud.ts'
import { codeOf } from '../users/authenticator-app.ts'

test('no secret of a login reaches the journal', async () => {
  const heard: unknown[] = []
  const { http, admin, clock, cloud } = await testCloud({ onNotice: (...notice) => heard.push(notice) })
  const ask = (form: object) =>
    http.post('/oauth/token').auth('photon-kit-1001', 'client-secret').type('form').send(form)
  const offer = (await http.get('/v1/user/mfa-enable').set(admin)).body
  const enrolment = { mfa_token: offer.mfa_token, otp: codeOf(offer.secret, clock.unixMs()) }
  const { recovery_codes } = (await http.post('/v1/user/mfa-enable').set(admin).send(enrolment)).body
  await clock.advance(60_000)
  const login = { grant_type: 'password', username: 'dev@particle.test', password: 'photon' }
  const { mfa_token } = (await ask(login)).body
  const otp = codeOf(offer.secret, clock.unixMs())
  const token = (await ask({ grant_type: 'urn:custom:mfa-otp', mfa_token, otp })).body
  await http.get('/v1/user').query({ access_token: token.access_token })
  await http.get('/v1/access_tokens').auth('dev@particle.test', 'photon').query({ otp })
  await http.post('/v1/user/password-reset').send({ username: 'dev@particle.test' })
  await http.delete(`/v1/access_tokens/${token.access_token}`)

  await expect.poll(() => heard.length).toBeGreaterThanOrEqual(8)
  const journal = JSON.stringify(heard)
  const told = [
    ...[offer.secret, offer.mfa_token, enrolment.otp, ...recovery_codes, mfa_token, otp],
    ...[token.access_token, token.refresh_token, 'client-secret', cloud.defaults.user.token],
  ].filter(secret => journal.includes(secret))
  expect(told).toEqual([])
})

test.each([
  'access_token',
  'token',
  'refresh_token',
  'mfa_token',
  'otp',
  'recovery_code',
  'client_secret',
  'password',
  'current_password',
])('%s in a query is not written down', field => {
  expect(redact(`/v1/user?page=1&${field}=s3cret&name=x`)).toBe(`/v1/user?page=1&${field}=…&name=x`)
})

test('no password is that of somebody who does not exist', async () => {
  for (const nobody of [null, undefined]) {
    expect(await passwordMatches('', nobody)).toBe(false)
    expect(await passwordMatches('photon', nobody)).toBe(false)
  }
})
