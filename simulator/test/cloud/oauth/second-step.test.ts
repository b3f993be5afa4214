import { beforeEach, describe, expect, test } from 'vitest'
import { type TestCloud, testCloud } from '../support/cloud.ts'
import { codeOf, wrongCode } from '../users/authenticator-app.ts'

let world: TestCloud
let secret: string
let recoveryCodes: string[]

/** The developer has enrolled, and the code for that is no longer the present one. */
beforeEach(async () => {
  world = await testCloud()
  const offer = await world.http.get('/v1/user/mfa-enable').set(world.admin)
  secret = offer.body.secret
  const { body } = await world.http
    .post('/v1/user/mfa-enable')
    .set(world.admin)
    .send({ mfa_token: offer.body.mfa_token, otp: code() })
  recoveryCodes = body.recovery_codes
  await world.clock.advance(60_000)
})

const KIT = { id: 'photon-kit-1001', secret: 'client-secret' }
const PUBLIC = { id: 'particle', secret: 'particle' }
const OTP = 'urn:custom:mfa-otp'
const RECOVERY = 'urn:custom:recovery-code'

const code = () => codeOf(secret, world.clock.unixMs())

function ask(form: Record<string, string>, client = PUBLIC) {
  return world.http.post('/oauth/token').auth(client.id, client.secret).type('form').send(form)
}

function logIn(more: Record<string, string> = {}, client = PUBLIC) {
  return ask({ grant_type: 'password', username: 'dev@particle.test', password: 'photon', ...more }, client)
}

const mfaToken = async (): Promise<string> => (await logIn()).body.mfa_token

const sendOtp = (mfa_token: string, otp: string) => ask({ grant_type: OTP, mfa_token, otp })

describe('the first step', () => {
  test('answers 403 with an mfa_token, and no access token', async () => {
    const { status, body, headers } = await logIn()
    expect(status).toBe(403)
    expect(body).toEqual({
      error: 'mfa_required',
      error_description: 'Multi-factor authentication required',
      mfa_token: expect.stringMatching(/^[0-9a-f]{40}$/),
    })
    expect(headers['cache-control']).toBe('no-store')
  })

  test('fails as ever before that: for a wrong password, and for a scope that is none', async () => {
    expect((await logIn({ password: 'x' })).body.error).toBe('invalid_grant')
    expect((await logIn({ scope: 'everything' })).body.error).toBe('invalid_scope')
    expect((await logIn({ expires_in: '-1' })).body.error).toBe('invalid_request')
  })

  test('is all there is for a customer, a client that acts by itself, and a refresh', async () => {
    await world.customer('ann@x.y')
    const customer = await ask({ grant_type: 'client_credentials', scope: 'customer=ann@x.y' }, KIT)
    expect(customer.status).toBe(200)
    expect((await ask({ grant_type: 'client_credentials' }, KIT)).status).toBe(200)
    const { body } = await sendOtp(await mfaToken(), code())
    const refreshed = await ask({ grant_type: 'refresh_token', refresh_token: body.refresh_token })
    expect(refreshed.status).toBe(200)
  })
})

describe('the second step', () => {
  test('with the code answers the token', async () => {
    const { status, body } = await sendOtp(await mfaToken(), code())
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(['token_type', 'access_token', 'expires_in', 'refresh_token'])
    const user = await world.http.get('/v1/user').auth(body.access_token, { type: 'bearer' })
    expect(user.body).toMatchObject({ username: 'dev@particle.test', mfa: { enabled: true } })
  })

  test('gives what the first one asked for: its client, scope and lifetime', async () => {
    const first = await logIn({ expires_in: '60', scope: '*:*' }, KIT)
    const { body } = await sendOtp(first.body.mfa_token, code())
    expect(body).toMatchObject({ expires_in: 60, scope: '*:*' })
    const current = await world.http
      .get('/v1/access_tokens/current')
      .auth(body.access_token, { type: 'bearer' })
    expect(current.body).toMatchObject({ client: KIT.id, scopes: ['*:*'] })
  })

  test('gives a token for ever to who asked for one', async () => {
    const first = await logIn({ expires_in: '0' })
    const { body } = await sendOtp(first.body.mfa_token, code())
    expect(body.expires_in).toBe(0)
    expect(body).not.toHaveProperty('refresh_token')
  })

  test.each([
    [OTP, 'otp', 'You must provide otp and mfa token.'],
    [RECOVERY, 'recovery_code', 'You must provide recovery code and mfa token.'],
  ])('%s wants both fields', async (grant_type, field, description) => {
    for (const form of [{}, { [field]: '123456' }, { mfa_token: await mfaToken() }]) {
      const { status, body } = await ask({ grant_type, ...form })
      expect([status, body]).toEqual([400, { error: 'invalid_request', error_description: description }])
    }
  })

  test('refuses a wrong code with 401, and takes the right one after it', async () => {
    const mfa_token = await mfaToken()
    const wrong = await sendOtp(mfa_token, wrongCode(secret, world.clock.unixMs()))
    expect([wrong.status, wrong.body]).toEqual([
      401,
      { error: 'invalid_token', error_description: 'Could not validate OTP.' },
    ])
    const lost = await ask({ grant_type: RECOVERY, mfa_token, recovery_code: 'abc' })
    expect([lost.status, lost.body.error_description]).toEqual([401, 'Could not validate Recovery Code.'])
    expect((await sendOtp(mfa_token, code())).status).toBe(200)
  })

  test('takes a code once, of however many that come with it at the same time', async () => {
    const otp = code()
    const tokens = await Promise.all([mfaToken(), mfaToken(), mfaToken()])
    const answers = await Promise.all(tokens.map(token => sendOtp(token, otp)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401])
    await world.clock.advance(30_000)
    expect((await sendOtp(await mfaToken(), code())).status).toBe(200)
  })

  test('takes no code that is older than one that was used', async () => {
    const older = code()
    await world.clock.advance(30_000)
    expect((await sendOtp(await mfaToken(), code())).status).toBe(200)
    expect((await sendOtp(await mfaToken(), older)).status).toBe(401)
  })

  test('takes an mfa_token once, and for ten minutes', async () => {
    const used = await mfaToken()
    expect((await sendOtp(used, code())).status).toBe(200)
    await world.clock.advance(60_000)
    expect((await sendOtp(used, code())).body.error).toBe('invalid_token')

    const late = await mfaToken()
    await world.clock.advance(10 * 60_000)
    const { status, body } = await sendOtp(late, code())
    expect([status, body.error]).toEqual([401, 'invalid_token'])
  })

  test('takes no mfa_token from before the password was changed or the client deleted', async () => {
    const before = await mfaToken()
    await world.http.put('/v1/user').set(world.admin).send({ password: 'proton', current_password: 'photon' })
    expect((await sendOtp(before, code())).status).toBe(401)

    const first = await logIn({ password: 'proton' }, KIT)
    await world.http.delete(`/v1/products/photon-kit/clients/${KIT.id}`).set(world.admin)
    expect((await sendOtp(first.body.mfa_token, code())).status).toBe(401)
  })

  test('takes each recovery code once, however it is written', async () => {
    const [first = '', second = ''] = recoveryCodes
    const recover = async (recovery_code: string) =>
      ask({ grant_type: RECOVERY, mfa_token: await mfaToken(), recovery_code })
    expect((await recover(first)).status).toBe(200)
    expect((await recover(first)).status).toBe(401)
    expect((await recover(second.toUpperCase().replace('-', ' '))).status).toBe(200)
  })
})

describe('after five wrong codes in a row', () => {
  beforeEach(async () => {
    const mfa_token = await mfaToken()
    for (let i = 0; i < 5; i++) {
      const { status } = await sendOtp(mfa_token, wrongCode(secret, world.clock.unixMs()))
      expect(status).toBe(401)
    }
  })

  test('not even the right one helps: 429, whichever login it is for', async () => {
    const { status, body, headers } = await sendOtp(await mfaToken(), code())
    expect([status, body]).toEqual([
      429,
      { error: 'rate_limit_exceeded', error_description: 'Rate limit exceeded.' },
    ])
    expect(headers['retry-after']).toBe('900')
    const [recovery_code = ''] = recoveryCodes
    const recovered = await ask({ grant_type: RECOVERY, mfa_token: await mfaToken(), recovery_code })
    expect(recovered.status).toBe(429)
  })

  test('it does again a quarter of an hour later', async () => {
    await world.clock.advance(15 * 60_000)
    expect((await sendOtp(await mfaToken(), code())).status).toBe(200)
  })
})

test('GET and DELETE /v1/access_tokens by password ask for otp', async () => {
  const list = (otp?: string) =>
    world.http
      .get('/v1/access_tokens')
      .auth('dev@particle.test', 'photon')
      .query(otp === undefined ? {} : { otp })
  const without = await list()
  expect([without.status, without.body.error]).toEqual([403, 'mfa_required'])
  const wrong = await list(wrongCode(secret, world.clock.unixMs()))
  expect([wrong.status, wrong.body.error]).toEqual([401, 'invalid_token'])
  expect((await list(code())).status).toBe(200)
  const revoke = await world.http.delete('/v1/access_tokens').auth('dev@particle.test', 'photon')
  expect(revoke.status).toBe(403)
})
