import { beforeEach, expect, test } from 'vitest'
import { type Backplane, createInProcessBackplane } from '../../../src/cloud/backplane/index.ts'
import { Challenges } from '../../../src/cloud/oauth/challenges.ts'
import { Tokens } from '../../../src/cloud/oauth/entity.ts'
import { Mfa } from '../../../src/cloud/users/mfa.ts'
import type { VirtualClock } from '../../../src/world/clock.ts'
import { createVirtualClock } from '../../../src/world/virtual-clock.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const ACCOUNT = { kind: 'user', id: 'u' } as const

let clock: VirtualClock
let backplane: Backplane
beforeEach(() => {
  clock = createVirtualClock()
  backplane = createInProcessBackplane()
})

const kept = async (bucket: string) => (await backplane.bucket(bucket).find(() => true)).length

test('a cloud that issues a token an hour for ten weeks keeps four weeks of them, and no more', async () => {
  const tokens = new Tokens(backplane, clock)
  for (let hour = 0; hour < 70 * 24; hour++) {
    await tokens.issue({ clientId: 'c', account: ACCOUNT, lifetimeSeconds: 60 })
    await clock.advance(HOUR_MS)
  }
  // An expired token is known for 14 days, and its refresh token works for the first 14 of 28.
  expect(await kept('access-tokens')).toBeLessThanOrEqual(14 * 24 + 1)
  expect(await kept('refresh-tokens')).toBeLessThanOrEqual(28 * 24 + 1)
})

test('what has not expired, or never does, is not swept', async () => {
  const tokens = new Tokens(backplane, clock)
  const forever = await tokens.issue({ clientId: 'c', account: ACCOUNT, lifetimeSeconds: 0 })
  const long = await tokens.issue({ clientId: 'c', account: ACCOUNT, lifetimeSeconds: 300 * 86_400 })
  await clock.advance(299 * DAY_MS)
  await tokens.issue({ clientId: 'c', account: ACCOUNT })
  expect(await tokens.get(forever.token)).toEqual(forever)
  expect(await tokens.get(long.token)).toEqual(long)
  expect(await tokens.getRefresh(long.refreshToken ?? '')).toBeDefined()
})

test('logins that are never finished, and enrolments, are not kept either', async () => {
  const challenges = new Challenges(backplane, clock)
  const mfa = new Mfa(backplane, clock)
  const login = { clientId: 'c', scope: null, lifetimeSeconds: undefined }
  for (let hour = 0; hour < 100; hour++) {
    await challenges.create({ ...login, userId: `u${hour}` })
    await mfa.offer(`u${hour}`)
    await clock.advance(HOUR_MS)
  }
  expect([await kept('mfa-challenges'), await kept('mfa-enrolments')]).toEqual([1, 1])
})
