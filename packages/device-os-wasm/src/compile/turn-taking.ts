let last: Promise<unknown> = Promise.resolve()

/** Runs the work when all work before it has ended. Stops waiting when the signal aborts. */
export async function inTurn<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  const before = last
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  last = before.then(() => ended)
  try {
    await abortable(before, signal)
    return await work()
  } finally {
    end()
  }
}

async function abortable(promise: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) {
    await promise
    return
  }
  signal.throwIfAborted()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
