import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type TestCloud, testCloud } from '../support/cloud.ts'
import { codeOf } from '../users/authenticator-app.ts'

test('a login that was begun before a restart is finished after it, by a code that was not used before', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'cloud-mfa-'))
  onTestFinished(() => rm(stateDir, { recursive: true, force: true }))
  const before = await testCloud({ stateDir })
  const offer = (await before.http.get('/v1/user/mfa-enable').set(before.admin)).body
  const code = ({ clock }: TestCloud) => codeOf(offer.secret, clock.unixMs())
  const used = code(before)
  await before.http
    .post('/v1/user/mfa-enable')
    .set(before.admin)
    .send({ mfa_token: offer.mfa_token, otp: used })
  const client = { client_id: 'particle', client_secret: 'particle' }
  const login = { grant_type: 'password', username: 'dev@particle.test', password: 'photon', ...client }
  const first = await before.http.post('/oauth/token').type('form').send(login)
  await before.cloud.close()

  const after = await testCloud({ stateDir })
  const finish = (otp: string) =>
    after.http
      .post('/oauth/token')
      .type('form')
      .send({ grant_type: 'urn:custom:mfa-otp', mfa_token: first.body.mfa_token, otp, ...client })
  expect((await finish(used)).status).toBe(401)
  await after.clock.advance(60_000)
  const { status, body } = await finish(code(after))
  expect([status, body.expires_in]).toEqual([200, 7_776_000])
})
