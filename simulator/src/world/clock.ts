/**
 * The only time there is in a simulation. Nothing outside `world` reads the time or waits.
 */
export interface Clock {
  /** Milliseconds since the simulation began; never goes back. */
  nowMs(): number
  /** Milliseconds since 1970. */
  unixMs(): number
  /** Settles after that many simulated milliseconds; rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Runs the callback once, after that many simulated milliseconds. Does not keep the process alive. */
  setTimeout(callback: () => void, ms: number): Timer
  /**
   * Marks work that takes no simulated time but goes on outside the event loop (a thread pool, a
   * compiler): a virtual clock stands still until it settles. Answers the same promise.
   */
  hold<T>(work: Promise<T>): Promise<T>
}

export interface Timer {
  /** Idempotent; after it the callback is never run. */
  cancel(): void
}

export interface AdvanceUntilOptions {
  /** Simulated milliseconds a step: how far time may run past the end. Default 100. */
  stepMs?: number
  /** Simulated milliseconds after which it is given up. Default 3,600,000, an hour. */
  limitMs?: number
  signal?: AbortSignal
}

/** Work was still not done when as much simulated time had passed as it was given. */
export class AdvanceLimitError extends Error {
  readonly code = 'advance-limit'
  override readonly name = 'AdvanceLimitError'
  readonly limitMs: number

  constructor(limitMs: number) {
    super(
      `the work was not done after ${limitMs} simulated ms: it waits for something that time does not bring, ` +
        'or needs a higher limitMs',
    )
    this.limitMs = limitMs
  }
}

/** Time that stands still until it is told to move. */
export interface VirtualClock extends Clock {
  /**
   * Moves time on, running everything that falls due at its own moment, in the order it was set, and
   * letting what that sets off settle before time moves further. Calls that overlap queue.
   *
   * Settled means: nothing is on {@link Clock.hold}, and two whole turns of the event loop in a row went
   * by in which nothing was set on this clock. That covers promises, `process.nextTick`, `setImmediate`
   * and input that had already reached a socket; it does not cover a peer that takes its time to answer.
   *
   * @throws RangeError when `ms` is negative or not finite.
   */
  advance(ms: number): Promise<void>
  /**
   * Moves time on, step by step, until the work is done: for work that waits for simulated time and is
   * itself outside it, such as a client on a socket. Answers what the work answers.
   *
   * @throws AdvanceLimitError when the work is not done within the limit, the signal's reason, or
   *   RangeError for a step that is not above 0. The work itself goes on.
   */
  advanceUntil<T>(work: Promise<T>, options?: AdvanceUntilOptions): Promise<T>
  /** Timers that have not run yet. */
  readonly pending: number
}
