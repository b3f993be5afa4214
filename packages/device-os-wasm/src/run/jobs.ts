import type { Suspension } from './suspension.ts'

/** Work of the board for which a firmware waits: begun under a number, asked for until there is a result. */
export class Jobs {
  readonly #suspension: Suspension
  readonly #results = new Map<number, number | undefined>()
  #last = 0

  constructor(suspension: Suspension) {
    this.#suspension = suspension
  }

  /** @param failed the result if the work is rejected: to a device, all that fails is the same. */
  start(work: Promise<number> | undefined, failed: number): number {
    this.#last = (this.#last + 1) & 0x3fffffff
    const job = this.#last
    if (work === undefined) {
      this.#results.set(job, failed)
      return job
    }
    this.#results.set(job, undefined)
    const settle = (result: number) => {
      if (!this.#results.has(job)) return
      this.#results.set(job, result)
      this.#suspension.notify()
    }
    work.then(settle, () => settle(failed))
    return job
  }

  /** NaN while it goes on; once. */
  result(job: number): number {
    const result = this.#results.get(job)
    if (result === undefined) return Number.NaN
    this.#results.delete(job)
    return result
  }

  forget(job: number): void {
    this.#results.delete(job)
  }
}
