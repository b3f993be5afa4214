import { InvalidInput, TimedOut } from './errors/general.ts'

/** What every verb takes. */
export interface CallOptions {
  /** Ends the call; it rejects with the signal's reason. */
  signal?: AbortSignal | undefined
  /** Limit of the whole call in milliseconds; the verb states its default. It rejects with `TimedOut`. */
  timeoutMs?: number | undefined
}

/** `setTimeout` runs anything longer at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1

/** A limit with its value decided. */
export interface Deadline {
  signal?: AbortSignal | undefined
  timeoutMs: number
  /** What to reject with instead of `TimedOut`. */
  timeoutError?: (() => Error) | undefined
}

/**
 * Runs a task under a time limit and the caller's signal.
 *
 * @param task gets a signal that aborts with whichever comes first; it must stop then, the promise does so in any case.
 * @throws TimedOut; the signal's reason; InvalidInput for a limit that is not a positive number.
 */
export function withDeadline<T>(
  operation: string,
  { signal, timeoutMs, timeoutError }: Deadline,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (!(timeoutMs > 0)) {
      throw new InvalidInput('timeoutMs', `timeoutMs is ${timeoutMs}: give a number of milliseconds above 0`)
    }
    signal?.throwIfAborted()
    const controller = new AbortController()
    const release = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
    const end = (reason: unknown) => {
      release()
      reject(reason)
      controller.abort(reason)
    }
    const onAbort = () => end(signal?.reason)
    signal?.addEventListener('abort', onAbort)
    const timer = setTimeout(
      () => end(timeoutError?.() ?? new TimedOut(operation, timeoutMs)),
      Math.min(timeoutMs, LONGEST_TIMEOUT_MS),
    )
    const fail = (error: unknown) => {
      release()
      reject(error)
    }
    try {
      task(controller.signal).then(value => {
        release()
        resolve(value)
      }, fail)
    } catch (error) {
      fail(error)
    }
  })
}

/** Waits; rejects with the signal's reason when it aborts. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}
