import type { BoardTime } from './board.ts'

/**
 * What ends a suspension besides its time: nothing, what comes in from outside ({@link Suspension.notify}), or
 * that and what another task of the firmware does ({@link Suspension.unpark}).
 */
type Kind = 'sleep' | 'wait' | 'park'

interface Suspended {
  readonly kind: Kind
  resolve(): void
  reject(reason: unknown): void
}

/** The places where a firmware's tasks may be waiting. */
export class Suspension {
  readonly #time: BoardTime
  readonly #suspended = new Set<Suspended>()
  #begun = 0
  #news = false
  #end: { readonly reason: unknown } | undefined

  constructor(time: BoardTime) {
    this.#time = time
  }

  /** How often something was suspended: a call during which it stayed the same has ended. */
  get begun(): number {
    return this.#begun
  }

  sleep(ms: number): Promise<void> {
    return this.#suspend(ms, 'sleep')
  }

  /** Sleeps, but no longer than until {@link notify}, which may have come just before. */
  wait(ms: number): Promise<void> {
    if (!this.#news) return this.#suspend(ms, 'wait')
    this.#begun++
    this.#news = false
    return Promise.resolve()
  }

  /** Sleeps, for ever if `ms` is infinite, but no longer than until {@link unpark} or {@link notify}. */
  park(ms: number): Promise<void> {
    return this.#suspend(ms, 'park')
  }

  unpark(): void {
    for (const one of this.#suspended) if (one.kind === 'park') one.resolve()
  }

  /** Something came in that a waiting firmware should look at. */
  notify(): void {
    this.#news = true
    for (const one of this.#suspended) {
      if (one.kind === 'wait') this.#news = false
      if (one.kind !== 'sleep') one.resolve()
    }
  }

  /** Ends every task of the firmware where it waits, or will. */
  end(reason: unknown): void {
    this.#end = { reason }
    for (const one of this.#suspended) one.reject(reason)
  }

  async #suspend(ms: number, kind: Kind): Promise<void> {
    this.#begun++
    if (this.#end) throw this.#end.reason
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const cancel = new AbortController()
    let slept = ms === Number.POSITIVE_INFINITY
    const suspended = { kind, resolve, reject }
    this.#suspended.add(suspended)
    try {
      if (!slept) {
        this.#time.sleep(ms, cancel.signal).then(
          () => {
            slept = true
            resolve()
          },
          reason => {
            slept = true
            reject(reason)
          },
        )
      }
      await promise
    } finally {
      this.#suspended.delete(suspended)
      if (!slept) cancel.abort()
    }
  }
}
