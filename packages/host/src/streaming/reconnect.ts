import { CloudError } from '../errors/cloud.ts'
import { InvalidInput } from '../errors/general.ts'

/** When a stream comes back by itself, and when it gives up. */
export interface ReconnectPolicy {
  /** Before the first attempt in milliseconds; doubles with each that fails. Default 250. */
  firstDelayMs: number
  /** No delay is longer, unless the cloud asks for it by `Retry-After`. Default 10,000. */
  longestDelayMs: number
  /** A stream that could not be opened again for this long ends with the last error. Default 300,000. */
  giveUpAfterMs: number
}

export const RECONNECT_DEFAULTS: ReconnectPolicy = {
  firstDelayMs: 250,
  longestDelayMs: 10_000,
  giveUpAfterMs: 300_000,
}

/** Whether trying again can help: not when the cloud said no to this token or this device. */
export function mayPass(reason: unknown): boolean {
  return (
    !(reason instanceof CloudError) || reason.status >= 500 || reason.status === 429 || reason.status === 408
  )
}

/** How long to wait before an attempt; the first has the number 1. */
export function delayBefore(attempt: number, reason: unknown, policy: ReconnectPolicy): number {
  const backOff = Math.min(policy.firstDelayMs * 2 ** (attempt - 1), policy.longestDelayMs)
  const asked = reason instanceof CloudError ? (reason.retryAfterMs ?? 0) : 0
  return Math.max(backOff, asked)
}

/** @throws InvalidInput for a number that is not above 0. */
export function reconnectPolicy(given: Partial<ReconnectPolicy> = {}): ReconnectPolicy {
  const policy = { ...RECONNECT_DEFAULTS, ...given }
  for (const [name, ms] of Object.entries(policy)) {
    if (!(ms > 0))
      throw new InvalidInput(`reconnect.${name}`, `reconnect.${name} is ${ms}: give milliseconds above 0`)
  }
  return policy
}
