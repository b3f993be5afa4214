import { sleep } from '../deadline.ts'
import { CloudError, CloudUnreachable } from '../errors/cloud.ts'

/** Attempts at a request that may be repeated, the first included. */
const ATTEMPTS = 3
/** Before the second attempt; doubles after that. */
const FIRST_DELAY_MS = 200
/** A cloud that asks for a longer wait gets its answer passed on to the caller instead. */
const LONGEST_DELAY_MS = 5_000

const PASSING_STATUS = new Set([429, 502, 503, 504])

/**
 * Repeats a request that failed for a passing reason: no connection, 429, 502, 503, 504. Waits as long as
 * `Retry-After` says, else 200 ms, then 400 ms. The caller's time limit spans all attempts.
 *
 * Only for requests whose repetition does no harm.
 */
export async function withRetries<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  for (let number = 1; ; number++) {
    try {
      return await attempt()
    } catch (error) {
      const delayMs = delayAfter(error, number)
      if (delayMs === undefined || signal.aborted) throw error
      await sleep(delayMs, signal)
    }
  }
}

function delayAfter(error: unknown, attempt: number): number | undefined {
  if (attempt >= ATTEMPTS) return undefined
  const passing =
    error instanceof CloudUnreachable || (error instanceof CloudError && PASSING_STATUS.has(error.status))
  if (!passing) return undefined
  const asked = error instanceof CloudError ? error.retryAfterMs : undefined
  const delayMs = asked ?? FIRST_DELAY_MS * 2 ** (attempt - 1)
  return delayMs > LONGEST_DELAY_MS ? undefined : delayMs
}
