import type { Clock } from '../../world/clock.ts'
import type { Backplane, Bucket } from '../backplane/index.ts'
import { secrets } from '../secrets.ts'

/** A login that was right so far, and waits for the user's one-time password. */
interface Challenge {
  /** 40 lower-case hex digits. */
  readonly mfaToken: string
  readonly userId: string
  /** What the first step asked for: the second one does not say it again. */
  readonly clientId: string
  readonly scope: string | null
  readonly lifetimeSeconds: number | undefined
  readonly expiresAtMs: number
}

/** How long a person may take to find the phone. */
const CHALLENGE_MS = 10 * 60_000

export class Challenges {
  private readonly byToken: Bucket<Challenge>
  private readonly clock: Clock

  constructor(backplane: Backplane, clock: Clock) {
    this.byToken = backplane.bucket('mfa-challenges')
    this.clock = clock
  }

  /** @returns the `mfa_token` for the second step. */
  async create(login: Omit<Challenge, 'mfaToken' | 'expiresAtMs'>): Promise<string> {
    const nowMs = this.clock.unixMs()
    await this.forget(each => each.expiresAtMs <= nowMs)
    const mfaToken = secrets.hex(40)
    await this.byToken.put(mfaToken, { ...login, mfaToken, expiresAtMs: nowMs + CHALLENGE_MS })
    return mfaToken
  }

  /** The challenge, unless it has expired. */
  async get(mfaToken: string): Promise<Challenge | undefined> {
    const challenge = await this.byToken.get(mfaToken)
    return challenge !== undefined && challenge.expiresAtMs > this.clock.unixMs() ? challenge : undefined
  }

  /** Takes it out of use. @returns false when somebody else did so first. */
  async use(mfaToken: string): Promise<boolean> {
    return (await this.byToken.delete(mfaToken)) !== undefined
  }

  revokeAll(userId: string): Promise<void> {
    return this.forget(each => each.userId === userId)
  }

  private async forget(test: (challenge: Challenge) => boolean): Promise<void> {
    for (const { mfaToken } of await this.byToken.find(test)) await this.byToken.delete(mfaToken)
  }
}
