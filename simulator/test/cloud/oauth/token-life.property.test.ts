import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testCloud } from '../support/cloud.ts'

const DAY_MS = 86_400_000
const REFRESH_EXTRA_MS = 14 * DAY_MS

/** A pair of tokens as the model has it. Times in Unix milliseconds; `null` is never. */
interface Pair {
  readonly access: string
  readonly refresh: string | undefined
  readonly expiresAtMs: number | null
  revoked: boolean
  refreshUsed: boolean
}

type Step =
  | { do: 'grant'; seconds: number | undefined }
  | { do: 'refresh'; which: number }
  | { do: 'revoke'; which: number }
  | { do: 'revokeAll' }
  | { do: 'wait'; ms: number }

const which = fc.nat({ max: 30 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('grant' as const),
      seconds: fc.constantFrom(undefined, 0, 1, 60, 3_600, 86_400, 864_000),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('refresh' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('revoke' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('revokeAll' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 999, 1_000, 59_000, 3_600_000, DAY_MS, 9 * DAY_MS, 14 * DAY_MS, 80 * DAY_MS),
    }),
  },
)

test('whatever is granted, refreshed, revoked and waited for, a token is taken exactly while it is good', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 20 }), run), { numRuns: 40 })
})

async function run(steps: readonly Step[]): Promise<void> {
  const { http, clock } = await testCloud()
  const pairs: Pair[] = []
  const pick = (index: number): Pair | undefined => pairs[index % Math.max(1, pairs.length)]
  const ask = (form: object) => http.post('/oauth/token').auth('particle', 'particle').type('form').send(form)
  const keep = (body: Record<string, unknown>, lifetimeMs: number | null): void => {
    expect('refresh_token' in body).toBe(lifetimeMs !== null)
    pairs.push({
      access: String(body['access_token']),
      refresh: lifetimeMs === null ? undefined : String(body['refresh_token']),
      expiresAtMs: lifetimeMs === null ? null : clock.unixMs() + lifetimeMs,
      revoked: false,
      refreshUsed: false,
    })
  }

  const take: { [Kind in Step['do']]: (step: Extract<Step, { do: Kind }>) => Promise<void> } = {
    async grant({ seconds }) {
      const lifetime = seconds === undefined ? {} : { expires_in: String(seconds) }
      const login = { grant_type: 'password', username: 'dev@particle.test', password: 'photon' }
      const { body } = await ask({ ...login, ...lifetime })
      keep(body, seconds === 0 ? null : (seconds ?? 7_776_000) * 1000)
    },
    async refresh(refresh) {
      const pair = pick(refresh.which)
      if (pair?.refresh === undefined) return
      const { status, body } = await ask({ grant_type: 'refresh_token', refresh_token: pair.refresh })
      const good =
        !pair.revoked &&
        !pair.refreshUsed &&
        pair.expiresAtMs !== null &&
        clock.unixMs() < pair.expiresAtMs + REFRESH_EXTRA_MS
      expect(status).toBe(good ? 200 : 400)
      if (!good) expect(body.error).toBe('invalid_grant')
      if (!good) return
      pair.refreshUsed = true
      keep(body, 7_776_000_000)
    },
    async revoke(revoke) {
      const pair = pick(revoke.which)
      if (pair === undefined) return
      await http.delete(`/v1/access_tokens/${pair.access}`)
      pair.revoked = true
    },
    async revokeAll() {
      await http.delete('/v1/access_tokens').auth('dev@particle.test', 'photon')
      for (const pair of pairs) pair.revoked = true
    },
    wait: ({ ms }) => clock.advance(ms),
  }

  for (const each of steps) {
    await take[each.do](each as never)
    for (const { access, revoked, expiresAtMs } of pairs) {
      const good = !revoked && (expiresAtMs === null || clock.unixMs() < expiresAtMs)
      const { status } = await http.get('/v1/user/identify').auth(access, { type: 'bearer' })
      expect(status).toBe(good ? 200 : 401)
    }
  }
}
