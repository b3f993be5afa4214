import type { Clock } from '../../world/clock.ts'
import type { Backplane, Bucket } from '../backplane/index.ts'
import { secrets } from '../secrets.ts'
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts'
import { newTotpSecret, totpCounter } from './totp.ts'

/** The second factor of a user who has enrolled. */
interface Factor {
  readonly secret: string
  /** Half minute of the newest code that was used: no code is good twice. RFC 6238, 5.2. */
  readonly lastCounter: number
  /** Hashes of those that are left. */
  readonly recoveryCodes: readonly string[]
  /** Wrong codes in a row. */
  readonly failures: number
  /** Simulated Unix milliseconds. */
  readonly lockedUntilMs: number
}

/** A secret that a user was shown, and has not shown yet to have taken over. */
interface Enrolment {
  readonly mfaToken: string
  readonly userId: string
  readonly secret: string
  readonly expiresAtMs: number
}

/** `locked`: too many were wrong; not even a right one helps now. */
export type Verdict = 'right' | 'wrong' | 'locked'

/** A six-digit code is guessed in a million attempts: this many in a row, then a pause. */
export const MFA_LIMITS = { failuresInARow: 5, lockMs: 15 * 60_000, enrolmentMs: 15 * 60_000 } as const

/** Multi-factor authentication of users, by time-based one-time passwords. */
export class Mfa {
  private readonly factors: Bucket<Factor>
  private readonly enrolments: Bucket<Enrolment>
  private readonly clock: Clock

  constructor(backplane: Backplane, clock: Clock) {
    this.factors = backplane.bucket('mfa')
    this.enrolments = backplane.bucket('mfa-enrolments')
    this.clock = clock
  }

  async isEnabled(userId: string): Promise<boolean> {
    return (await this.factors.get(userId)) !== undefined
  }

  /** A secret for the user's authenticator app, in place of any that was offered before. */
  async offer(userId: string): Promise<Pick<Enrolment, 'mfaToken' | 'secret'>> {
    const nowMs = this.clock.unixMs()
    await this.forgetEnrolments(each => each.userId === userId || each.expiresAtMs <= nowMs)
    const mfaToken = secrets.hex(40)
    const secret = newTotpSecret()
    const expiresAtMs = nowMs + MFA_LIMITS.enrolmentMs
    await this.enrolments.put(mfaToken, { mfaToken, userId, secret, expiresAtMs })
    return { mfaToken, secret }
  }

  /**
   * Enrols the user who shows a code of the secret that it was offered.
   *
   * @returns the recovery codes, which are kept nowhere else; `undefined` for a wrong code or an old offer.
   */
  async enrol(userId: string, mfaToken: string, otp: string): Promise<readonly string[] | undefined> {
    const offer = await this.enrolments.get(mfaToken)
    if (offer?.userId !== userId || offer.expiresAtMs <= this.clock.unixMs()) return undefined
    const counter = totpCounter(offer.secret, otp, this.clock.unixMs())
    if (counter === undefined || (await this.enrolments.delete(mfaToken)) === undefined) return undefined
    const codes = newRecoveryCodes()
    const enrolled = await this.factors.create(userId, {
      secret: offer.secret,
      lastCounter: counter,
      recoveryCodes: codes.map(hashRecoveryCode),
      failures: 0,
      lockedUntilMs: 0,
    })
    return enrolled ? codes : undefined
  }

  async disable(userId: string): Promise<void> {
    await this.factors.delete(userId)
    await this.forgetEnrolments(each => each.userId === userId)
  }

  checkOtp(userId: string, otp: string): Promise<Verdict> {
    return this.check(userId, factor => {
      const counter = totpCounter(factor.secret, otp, this.clock.unixMs())
      if (counter === undefined || counter <= factor.lastCounter) return undefined
      return { ...factor, lastCounter: counter }
    })
  }

  checkRecoveryCode(userId: string, code: string): Promise<Verdict> {
    const hash = hashRecoveryCode(code)
    return this.check(userId, factor => {
      const rest = factor.recoveryCodes.filter(each => each !== hash)
      return rest.length < factor.recoveryCodes.length ? { ...factor, recoveryCodes: rest } : undefined
    })
  }

  /** @param use the factor after a right code was used; `undefined` when it is wrong. */
  private async check(userId: string, use: (factor: Factor) => Factor | undefined): Promise<Verdict> {
    const nowMs = this.clock.unixMs()
    let verdict: Verdict = 'wrong'
    await this.factors.update(userId, factor => {
      verdict = 'wrong'
      if (factor === undefined) return undefined
      if (factor.lockedUntilMs > nowMs) {
        verdict = 'locked'
        return undefined
      }
      const used = use(factor)
      if (used !== undefined) {
        verdict = 'right'
        return { ...used, failures: 0 }
      }
      const failures = factor.failures + 1
      if (failures < MFA_LIMITS.failuresInARow) return { ...factor, failures }
      return { ...factor, failures: 0, lockedUntilMs: nowMs + MFA_LIMITS.lockMs }
    })
    return verdict
  }

  private async forgetEnrolments(test: (enrolment: Enrolment) => boolean): Promise<void> {
    for (const { mfaToken } of await this.enrolments.find(test)) await this.enrolments.delete(mfaToken)
  }
}
