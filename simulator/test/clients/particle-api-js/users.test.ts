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
