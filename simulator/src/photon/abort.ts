/** Settles when the signal aborts; at once when it has. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
}

/**
 * A controller that also aborts, with the same reason, when its parent does. `end` lets the parent go:
 * call it when the work is over, or a long-lived parent collects listeners.
 */
export function childController(parent: AbortSignal): AbortController & { end(): void } {
  const controller = new AbortController()
  const follow = (): void => controller.abort(parent.reason)
  if (parent.aborted) follow()
  else parent.addEventListener('abort', follow, { once: true })
  return Object.assign(controller, {
    end: () => parent.removeEventListener('abort', follow),
  })
}
