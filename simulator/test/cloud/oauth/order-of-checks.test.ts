import { expect, test } from 'vitest'
import { PRODUCT, testCloud } from '../support/cloud.ts'
import { codeOf } from '../users/authenticator-app.ts'

test('POST /oauth/token says of everything that is wrong the first thing, in the order of its checks', async () => {
  const { http, admin, clock } = await testCloud()
  const simple = (
    await http
      .post(`${PRODUCT}/clients`)
      .set(admin)
      .send({ name: 'App', type: 'installed', scope: 'customers:create' })
  ).body.client
  const { mfa_token, secret } = (await http.get('/v1/user/mfa-enable').set(admin)).body
  const otp = codeOf(secret, clock.unixMs())
  await http.post('/v1/user/mfa-enable').set(admin).send({ mfa_token, otp })

  // Each mends what the one before was told of, and leaves everything after it wrong.
  const app = { client_id: simple.id, client_secret: simple.secret }
  const developer = { username: 'dev@particle.test', scope: 'everything' }
  const forms: object[] = [
    { grant_type: 'x', client_id: 'a b' },
    { grant_type: 'client_credentials', client_id: 'a b' },
    { grant_type: 'client_credentials', client_id: 'nobody' },
    { grant_type: 'client_credentials', client_id: simple.id, client_secret: 'x' },
    { grant_type: 'client_credentials', ...app, scope: 'everything' },
    { grant_type: 'password', ...app, ...developer },
    { grant_type: 'password', ...app, ...developer, password: 'x' },
    { grant_type: 'password', ...app, ...developer, password: 'photon' },
    { grant_type: 'password', ...app, username: 'dev@particle.test', password: 'photon' },
  ]
  const asJson = await http.post('/oauth/token').send({ grant_type: 'x' })
  const asForms = []
  for (const form of forms) asForms.push(await http.post('/oauth/token').type('form').send(form))

  const told = [asJson, ...asForms].map(({ status, body }) => [status, body.error, body.error_description])
  expect(told).toEqual([
    [400, 'invalid_request', 'Method must be POST with application/x-www-form-urlencoded encoding'],
    [400, 'invalid_request', 'Invalid or missing grant_type parameter'],
    [400, 'invalid_client', 'Invalid or missing client_id parameter'],
    [400, 'invalid_client', 'Missing client_secret parameter'],
    [400, 'invalid_client', 'Client credentials are invalid'],
    [400, 'invalid_client', 'The grant type is unauthorised for this client_id'],
    [400, 'invalid_client', 'Missing parameters. "username" and "password" are required'],
    [400, 'invalid_grant', 'User credentials are invalid'],
    [400, 'invalid_scope', 'The requested scope is invalid, unknown, or malformed'],
    [403, 'mfa_required', 'Multi-factor authentication required'],
  ])
})
