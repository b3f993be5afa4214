import type { Clock } from '../../world/clock.ts'

/** What is let on in one turn of the event loop: a thousand chunks, which are sent in some 10 ms. */
const PER_TURN = 64

/** Lets those who have much to do on, a few in each turn of the event loop, so that nobody else waits for all of them. */
export class Turns {
  private readonly clock: Clock
  private readonly waiting: (() => void)[] = []

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Settles when it is the caller's turn, first come first served. Takes no simulated time. */
  next(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.waiting.push(resolve)
    if (this.waiting.length === 1) setImmediate(() => this.letOn())
    return this.clock.hold(promise)
  }

  private letOn(): void {
    for (const resolve of this.waiting.splice(0, PER_TURN)) resolve()
    if (this.waiting.length > 0) setImmediate(() => this.letOn())
  }
}
