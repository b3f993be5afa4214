import type { BoardTime } from './board.ts'

/** The one place where a firmware may be waiting. */
export class Suspension {
  readonly #time: BoardTime
  #current: { readonly wakes: boolean; resolve(): void; reject(reason: unknown): void } | undefined
  #news = false

  constructor(time: BoardTime) {
    this.#time = time
  }

  sleep(ms: number): Promise<void> {
    return this.#suspend(ms, false)
  }

  /** Sleeps, but no longer than until {@link notify}, which may have come just before. */
  wait(ms: number): Promise<void> {
    if (!this.#news) return this.#suspend(ms, true)
    this.#news = false
    return Promise.resolve()
  }

  /** Something came in that a waiting firmware should look at. */
  notify(): void {
    if (this.#current?.wakes) this.#current.resolve()
    else this.#news = true
  }

  /** Ends the firmware where it waits. */
  end(reason: unknown): void {
    this.#current?.reject(reason)
  }

  async #suspend(ms: number, wakes: boolean): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const cancel = new AbortController()
    let slept = false
    this.#current = { wakes, resolve, reject }
    try {
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
      await promise
    } finally {
      this.#current = undefined
      if (!slept) cancel.abort()
    }
  }
}
