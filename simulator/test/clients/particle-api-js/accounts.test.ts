import { describe, expect, test } from 'vitest'
import { signedIn, VERSIONS } from './clients.ts'

const DEVELOPER = { username: 'dev@particle.test', password: 'photon' }

describe.for(VERSIONS)('particle-api-js %s', ([, Client]) => {
  test('login', async () => {
    const { particle } = await signedIn(Client)
    const { statusCode, body } = await particle.login(DEVELOPER)
    expect(statusCode).toBe(200)
    expect(body).toEqual({
      token_type: 'bearer',
      access_token: expect.stringMatching(/^[0-9a-f]{40}$/),
      expires_in: 7_776_000,
      refresh_token: expect.stringMatching(/^[0-9a-f]{40}$/),
    })
  })

  test('login for as long as asked, and for ever', async () => {
    const { particle } = await signedIn(Client)
    const hour = await particle.login({ ...DEVELOPER, tokenDuration: 3_600 })
    expect(hour.body.expires_in).toBe(3_600)
    const forever = await particle.login({ ...DEVELOPER, tokenDuration: 0 })
    expect(forever.body.expires_in).toBeFalsy()
  })

  test('login with a wrong password', async () => {
    const { particle } = await signedIn(Client)
    await expect(particle.login({ ...DEVELOPER, password: 'proton' })).rejects.toMatchObject({
      statusCode: 400,
      body: { error: 'invalid_grant', error_description: 'User credentials are invalid' },
      errorDescription: expect.stringContaining('HTTP error 400 from'),
    })
  })

  test('getUserInfo', async () => {
    const { particle, auth } = await signedIn(Client)
    const { body } = await particle.getUserInfo({ auth })
    expect(body).toMatchObject({ username: 'dev@particle.test' })
  })

  test('trackingIdentity', async () => {
    const { particle, auth } = await signedIn(Client)
    const { body } = await particle.trackingIdentity({ auth })
    expect(body).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{24}$/) })
  })

  test.for([
    ['no token', undefined, 400, 'The access token was not found'],
    ['an unknown token', 'f'.repeat(40), 401, 'The access token provided is invalid.'],
  ] as const)('%s', async ([, auth, statusCode, error_description]) => {
    const { particle } = await signedIn(Client)
    await expect(particle.getUserInfo({ ...(auth && { auth }) })).rejects.toMatchObject({
      statusCode,
      body: { error_description },
    })
  })
})

describe('particle-api-js 12', () => {
  test('deleteAccessToken, without any credential of its own', async () => {
    const { particle, auth } = await signedIn()
    const { body } = await particle.deleteAccessToken({ token: auth })
    expect(body).toEqual({ ok: true })
    await expect(particle.getUserInfo({ auth })).rejects.toMatchObject({ statusCode: 401 })
  })

  test('deleteCurrentAccessToken ends that token alone, deleteActiveAccessTokens all of them', async () => {
    const { particle, auth } = await signedIn()
    const [first, second] = await Promise.all([particle.login(DEVELOPER), particle.login(DEVELOPER)])
    const ended = { auth: first.body.access_token }
    const kept = { auth: second.body.access_token }
    expect((await particle.deleteCurrentAccessToken(ended)).body).toEqual({ ok: true })
    await expect(particle.getUserInfo(ended)).rejects.toMatchObject({ statusCode: 401 })
    expect((await particle.getUserInfo(kept)).statusCode).toBe(200)

    expect((await particle.deleteActiveAccessTokens(kept)).body).toEqual({ ok: true })
    for (const dead of [kept, { auth }]) {
      await expect(particle.getUserInfo(dead)).rejects.toMatchObject({ statusCode: 401 })
    }
  })

  test('loginAsClientOwner', async () => {
    const { backEnd } = await signedIn()
    const { body } = await backEnd.loginAsClientOwner()
    const user = await backEnd.getUserInfo({ auth: body.access_token })
    expect(user.body).toMatchObject({ username: 'dev@particle.test' })
  })

  test('createCustomer, twice', async () => {
    const { backEnd } = await signedIn()
    const ann = { email: 'Ann@Customer.Example', password: 'pw', product: 'photon-kit' }
    const made = await backEnd.createCustomer(ann)
    expect(made.statusCode).toBe(201)
    expect(made.body).toMatchObject({ token_type: 'bearer', expires_in: 7_776_000 })
    await expect(backEnd.createCustomer(ann)).rejects.toMatchObject({
      statusCode: 400,
      body: { error: 'customer_exists' },
    })
  })

  test('a default token is not taken for the credentials of login', async () => {
    const { particle, auth } = await signedIn()
    particle.setDefaultAuth('f'.repeat(40))
    expect((await particle.login(DEVELOPER)).statusCode).toBe(200)
    particle.setDefaultAuth(auth)
    expect((await particle.listDevices({})).body).toEqual([])
  })
})

describe('particle-api-js 6.5.0', () => {
  /** What later versions no longer have. */
  interface Old {
    listAccessTokens(user: typeof DEVELOPER): Promise<{ body: unknown }>
    deleteAccessToken(token: typeof DEVELOPER & { token: string }): Promise<{ body: unknown }>
  }

  const old = async () => {
    const { particle, auth } = await signedIn(VERSIONS[1][1])
    return { particle: particle as unknown as Old & typeof particle, auth }
  }

  test('listAccessTokens', async () => {
    const { particle, auth } = await old()
    const { body } = await particle.listAccessTokens(DEVELOPER)
    expect(body).toEqual(expect.arrayContaining([expect.objectContaining({ token: auth })]))
    await expect(particle.listAccessTokens({ ...DEVELOPER, password: 'x' })).rejects.toMatchObject({
      statusCode: 401,
      body: { ok: false, errors: ['Bad password'] },
    })
  })

  test('deleteAccessToken sends the password, and the token in a body as well', async () => {
    const { particle, auth } = await old()
    const { body } = await particle.deleteAccessToken({ ...DEVELOPER, token: auth })
    expect(body).toEqual({ ok: true })
    await expect(particle.getUserInfo({ auth })).rejects.toMatchObject({ statusCode: 401 })
  })
})
