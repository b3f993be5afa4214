import type { RequestHandler, Response } from 'express'
import type { Clock } from '../../world/clock.ts'
import type { Backplane, Bucket } from '../backplane/index.ts'
import { OAuthError } from './errors.ts'

/** How much one address may ask of the cloud. Source: docs.particle.io, API rate limits. */
export const RATE_LIMITS = {
  windowMs: 5 * 60_000,
  /** Requests of any kind in a window. */
  requests: 10_000,
  /** In a window: requests that get, list or revoke tokens, make users, reset passwords, or open a stream; each kind by itself. */
  guardedRequests: 100,
  /** Event streams that are open at the same time. */
  streams: 100,
  /** Token requests that fail one after the other before the address is locked out. */
  failuresInARow: 10,
  lockMs: 30 * 60_000,
} as const

/** Requests that an address may make less often than others. */
export type GuardedKind = 'token' | 'token-list' | 'user' | 'password-reset' | 'stream'

interface Count {
  readonly count: number
  /** Simulated Unix milliseconds. */
  readonly untilMs: number
}

/** Counts what comes from each address, and says no in time. */
export class RateLimiter {
  private readonly clock: Clock
  private readonly counts: Bucket<Count>

  constructor(backplane: Backplane, clock: Clock) {
    this.clock = clock
    this.counts = backplane.bucket('rate-limits', { transient: true })
  }

  /** Stands before a route; answers 429 for one request too many. */
  before(kind: GuardedKind | undefined): RequestHandler {
    return async (req, res, next) => {
      const address = req.socket.remoteAddress ?? 'unknown'
      if (kind === 'token') {
        await this.refuseLocked(address)
        res.once('finish', () => void this.countFailure(address, res.statusCode))
      }
      await this.count(`requests/${address}`, RATE_LIMITS.requests)
      if (kind !== undefined) await this.count(`${kind}/${address}`, RATE_LIMITS.guardedRequests)
      if (kind === 'stream') await this.holdStream(address, res)
      next()
    }
  }

  /** Failures in a row lock an address out; a success forgives them, and being locked out is none. */
  private async countFailure(address: string, status: number): Promise<void> {
    const key = `failures/${address}`
    if (status < 400) await this.counts.delete(key)
    if (status < 400 || status === 429) return
    const untilMs = this.clock.unixMs() + RATE_LIMITS.lockMs
    await this.counts.update(key, known => ({ count: (this.current(known)?.count ?? 0) + 1, untilMs }))
  }

  /** Each open stream has a place, until its client leaves. */
  private async holdStream(address: string, res: Response): Promise<void> {
    const key = `streams/${address}`
    const untilMs = Number.MAX_SAFE_INTEGER
    const after = await this.counts.update(key, known => ({ count: (known?.count ?? 0) + 1, untilMs }))
    res.once('close', () => {
      void this.counts.update(key, known => known && { count: known.count - 1, untilMs })
    })
    if ((after?.count ?? 0) <= RATE_LIMITS.streams) return
    throw tooMany(`An address may have ${RATE_LIMITS.streams} event streams open`, RATE_LIMITS.windowMs)
  }

  private async refuseLocked(address: string): Promise<void> {
    const failures = this.current(await this.counts.get(`failures/${address}`))
    if (failures === undefined || failures.count < RATE_LIMITS.failuresInARow) return
    throw tooMany('Too many failed attempts to log in', failures.untilMs - this.clock.unixMs())
  }

  private async count(key: string, limit: number): Promise<void> {
    const nowMs = this.clock.unixMs()
    const after = await this.counts.update(key, known => {
      const { count, untilMs } = this.current(known) ?? { count: 0, untilMs: nowMs + RATE_LIMITS.windowMs }
      return { count: count + 1, untilMs }
    })
    if (after !== undefined && after.count > limit) {
      throw tooMany(`More than ${limit} requests in five minutes`, after.untilMs - nowMs)
    }
  }

  private current(known: Count | undefined): Count | undefined {
    return known !== undefined && known.untilMs > this.clock.unixMs() ? known : undefined
  }
}

function tooMany(what: string, waitMs: number): OAuthError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000))
  return new OAuthError('rate_limit_exceeded', `${what}; try again in ${retryAfterSeconds} seconds`, {
    retryAfterSeconds,
  })
}
