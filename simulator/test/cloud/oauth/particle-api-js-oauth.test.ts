import Particle from 'particle-api-js'
import { beforeEach, expect, test } from 'vitest'
import { serve, type TestCloud, testCloud } from '../support/cloud.ts'
import { codeOf, wrongCode } from '../users/authenticator-app.ts'

const ANN = { username: 'ann@x.y', password: 'pw' }

let world: TestCloud
let particle: Particle
beforeEach(async () => {
  world = await testCloud()
  particle = new Particle({ baseUrl: await serve(world.cloud) })
})

const login = async (user = ANN): Promise<string> => (await particle.login(user)).body.access_token

/** A new user's token. */
async function ann(): Promise<string> {
  await particle.createUser(ANN)
  return login()
}

test('createUser, getUserInfo, setUserInfo, trackingIdentity', async () => {
  const made = await particle.createUser({ ...ANN, accountInfo: { first_name: 'Ann' } })
  expect(made.body).toMatchObject({ ok: true })
  const auth = await login()
  const info = await particle.setUserInfo({ accountInfo: { last_name: 'Lee' }, auth })
  const account_info = { first_name: 'Ann', last_name: 'Lee', business_account: false }
  expect(info.body).toMatchObject({ username: 'ann@x.y', account_info })
  expect((await particle.getUserInfo({ auth })).body).toMatchObject({ account_info, mfa: { enabled: false } })
  const identity = await particle.trackingIdentity({ full: true, auth })
  expect(identity.body.email).toBe('ann@x.y')
})

test('changeUsername and changeUserPassword', async () => {
  const auth = await ann()
  const username = 'lee@x.y'
  const renamed = await particle.changeUsername({ currentPassword: 'pw', username, auth })
  expect(renamed.body).toMatchObject({ ok: true })
  const changed = await particle.changeUserPassword({
    currentPassword: 'pw',
    password: 'new',
    invalidateTokens: true,
    auth,
  })
  expect(changed.body).toMatchObject({ ok: true })
  await expect(particle.getUserInfo({ auth })).rejects.toMatchObject({ statusCode: 401 })
  expect(await login({ username, password: 'new' })).toMatch(/^[0-9a-f]{40}$/)
  await expect(particle.login(ANN)).rejects.toMatchObject({ body: { error: 'invalid_grant' } })
})

test('resetPassword', async () => {
  expect((await particle.resetPassword({ username: 'dev@particle.test' })).body).toMatchObject({ ok: true })
})

test('deleteUser', async () => {
  const auth = await ann()
  await expect(particle.deleteUser({ auth, password: 'x' })).rejects.toMatchObject({ statusCode: 400 })
  expect((await particle.deleteUser({ auth, password: 'pw' })).body).toEqual({ ok: true })
  await expect(particle.getUserInfo({ auth })).rejects.toMatchObject({ statusCode: 401 })
})

test('enableMfa, confirmMfa, login with sendOtp, disableMfa', async () => {
  const auth = await ann()
  const { body } = await particle.enableMfa({ auth })
  expect(body).toMatchObject({ mfa_token: expect.any(String), qr_url: expect.stringMatching(/^otpauth:/) })
  const secret = body.secret ?? ''
  const code = () => codeOf(secret, world.clock.unixMs())
  const confirmed = await particle.confirmMfa({ mfaToken: body.mfa_token, otp: code(), auth })
  expect(confirmed.body.enrolled).toBe(true)

  await world.clock.advance(30_000)
  const required = await particle.login(ANN).catch((error: unknown) => error)
  expect(required).toMatchObject({ statusCode: 403, body: { error: 'mfa_required' } })
  const { mfa_token: mfaToken } = (required as { body: { mfa_token: string } }).body
  const otp = wrongCode(secret, world.clock.unixMs())
  await expect(particle.sendOtp({ mfaToken, otp })).rejects.toMatchObject({
    statusCode: 401,
    body: { error: 'invalid_token' },
    shortErrorDescription: 'Could not validate OTP.',
  })
  const sent = await particle.sendOtp({ mfaToken, otp: code() })
  expect(sent.body).toMatchObject({ token_type: 'bearer', expires_in: 7_776_000 })

  const again = { auth: sent.body.access_token }
  expect((await particle.disableMfa({ ...again, currentPassword: 'pw' })).body).toEqual({ ok: true })
  expect(await login()).toMatch(/^[0-9a-f]{40}$/)
})

test.each([undefined, 'photon-kit'])(
  'createOAuthClient, listOAuthClients, updateOAuthClient, deleteOAuthClient of product %s',
  async product => {
    const of = { auth: world.cloud.defaults.user.token, ...(product && { product }) }
    const created = await particle.createOAuthClient({
      name: 'Site',
      type: 'web',
      redirect_uri: 'https://x.y/',
      ...of,
    })
    const { client } = created.body as unknown as { client: { id: string; secret: string } }
    expect(client).toMatchObject({ name: 'Site', secret: expect.stringMatching(/^[0-9a-f]{40}$/) })
    const clientId = client.id

    const scope = { customers: 'create' }
    const updated = await particle.updateOAuthClient({ clientId, name: 'App', scope, ...of })
    expect(updated.body).toMatchObject({ ok: true, client: { name: 'App', scope: 'customers:create' } })
    const list = await particle.listOAuthClients(of)
    expect(list.body).toMatchObject({
      clients: expect.arrayContaining([expect.objectContaining({ id: clientId })]),
    })
    const removed = await particle.deleteOAuthClient({ clientId, ...of })
    expect(removed.statusCode).toBe(204)
    await expect(particle.deleteOAuthClient({ clientId, ...of })).rejects.toMatchObject({ statusCode: 404 })
  },
)

test('deleteAccessToken, deleteCurrentAccessToken and deleteActiveAccessTokens', async () => {
  const [first, second, third] = [await ann(), await login(), await login()]
  const isGood = (auth: string) =>
    particle.getUserInfo({ auth }).then(
      () => true,
      () => false,
    )
  await particle.deleteAccessToken({ token: first })
  await particle.deleteCurrentAccessToken({ auth: second })
  expect([await isGood(first), await isGood(second), await isGood(third)]).toEqual([false, false, true])
  await particle.deleteActiveAccessTokens({ auth: third })
  expect(await isGood(third)).toBe(false)
})
