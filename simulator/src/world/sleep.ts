import type { Clock } from './clock.ts'

/** `sleep` in terms of `setTimeout`, the same for every clock. */
export function sleepOn(
  setTimeout: Clock['setTimeout'],
  ms: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (signal === undefined) return new Promise(resolve => setTimeout(resolve, ms))
  if (signal.aborted) return Promise.reject(signal.reason)
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      timer.cancel()
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}
