import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { signedIn, VERSIONS } from './clients.ts'

const DEVELOPER = { username: 'dev@particle.test', password: 'photon' }
const ANN = { username: 'Ann@Developer.Example', password: 'a long password' }

describe.for(VERSIONS)('particle-api-js %s', ([, Client]) => {
  test('createUser, who can then log in', async () => {
    const { particle } = await signedIn(Client)
    expect((await particle.createUser(ANN)).body).toMatchObject({ ok: true })
    const { body } = await particle.login(ANN)
    const user = await particle.getUserInfo({ auth: body.access_token })
    expect(user.body).toMatchObject({ username: 'ann@developer.example' })
    await expect(particle.createUser(ANN)).rejects.toMatchObject({ statusCode: 400, body: { ok: false } })
  })

  test('setUserInfo', async () => {
    const { particle, auth } = await signedIn(Client)
    const accountInfo = { first_name: 'Ann', last_name: 'Onym', business_account: false }
    await particle.setUserInfo({ accountInfo, auth } as never)
    expect((await particle.getUserInfo({ auth })).body).toMatchObject({ account_info: accountInfo })
  })

  test('resetPassword says the same of everybody', async () => {
    const { particle } = await signedIn(Client)
    const answers = [DEVELOPER, ANN].map(({ username }) => particle.resetPassword({ username }))
    const [known, unknown] = await Promise.all(answers)
    expect(known?.body).toMatchObject({ ok: true })
    expect(unknown?.body).toEqual(known?.body)
  })
})

describe('particle-api-js 12', () => {
  test('changeUsername and changeUserPassword', async () => {
    const { particle, auth } = await signedIn()
    const { username } = ANN
    await particle.changeUsername({ username, currentPassword: DEVELOPER.password, auth })
    await particle.changeUserPassword({
      password: ANN.password,
      currentPassword: DEVELOPER.password,
      auth,
    })
    expect((await particle.login(ANN)).statusCode).toBe(200)
    await expect(particle.login(DEVELOPER)).rejects.toMatchObject({ body: { error: 'invalid_grant' } })
  })

  test('changeUserPassword may end every session', async () => {
    const { particle, auth } = await signedIn()
    const { password } = ANN
    const currentPassword = DEVELOPER.password
    await particle.changeUserPassword({ password, currentPassword, invalidateTokens: true, auth })
    await expect(particle.getUserInfo({ auth })).rejects.toMatchObject({ statusCode: 401 })
  })

  test('deleteUser', async () => {
    const { particle } = await signedIn()
    await particle.createUser(ANN)
    const { body } = await particle.login(ANN)
    await particle.deleteUser({ password: ANN.password, auth: body.access_token })
    await expect(particle.login(ANN)).rejects.toMatchObject({ body: { error: 'invalid_grant' } })
  })

  test('enableMfa, confirmMfa, login in two steps, disableMfa', async () => {
    const { particle, auth, world } = await signedIn()
    const offer = await particle.enableMfa({ auth })
    const totp = new TOTP({ secret: Secret.fromBase32(offer.body.secret ?? '') })
    const codeNow = () => totp.generate({ timestamp: world.clock.unixMs() })
    const confirmed = await particle.confirmMfa({ mfaToken: offer.body.mfa_token, otp: codeNow(), auth })
    expect(confirmed.body).toMatchObject({ enrolled: true })

    const refused = await particle.login(DEVELOPER).catch(error => error)
    expect(refused).toMatchObject({
      statusCode: 403,
      body: { error: 'mfa_required', mfa_token: expect.any(String) },
    })
    const mfaToken = refused.body.mfa_token
    await expect(particle.sendOtp({ mfaToken, otp: '000000' })).rejects.toMatchObject({
      statusCode: 401,
      body: { error: 'invalid_token' },
    })
    // A code is good for one use.
    await world.clock.advance(30_000)
    const { body } = await particle.sendOtp({ mfaToken, otp: codeNow() })
    const user = await particle.getUserInfo({ auth: body.access_token })
    expect(user.body).toMatchObject({ mfa: { enabled: true } })

    await particle.disableMfa({ currentPassword: DEVELOPER.password, auth })
    expect((await particle.login(DEVELOPER)).statusCode).toBe(200)
  })
})
