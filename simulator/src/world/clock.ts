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
}

export interface Timer {
  cancel(): void
}

/** Time that stands still until it is told to move. */
export interface VirtualClock extends Clock {
  /**
   * Moves time on, running everything that falls due at its own moment, in order, and letting what
   * that sets off settle before time moves further.
   */
  advance(ms: number): Promise<void>
}
