import type { Clock, Timer } from './clock.ts'
import { sleepOn } from './sleep.ts'

export interface RealClockOptions {
  /** Simulated milliseconds that pass in a real one. Default 1. Above about 10, short waits grow coarse. */
  speed?: number
}

/** Longest delay that Node's timers take; longer ones are split. */
const MAX_NODE_DELAY_MS = 2 ** 31 - 1

/**
 * Time that follows the machine's, as it is or faster. Its timers do not keep the process alive.
 *
 * @throws RangeError when the speed is not a positive number.
 */
export function createRealClock(options: RealClockOptions = {}): Clock {
  const speed = options.speed ?? 1
  if (!(speed > 0) || !Number.isFinite(speed)) {
    throw new RangeError(`clock speed is ${speed}; give a positive number, 1 for real time`)
  }
  const pace = new Pace(speed)
  const startUnixMs = Date.now()
  const setClockTimeout = (callback: () => void, ms: number): Timer => new RealTimer(pace, callback, ms)
  return {
    nowMs: () => pace.nowMs(),
    unixMs: () => startUnixMs + pace.nowMs(),
    sleep: (ms, signal) => sleepOn(setClockTimeout, ms, signal),
    setTimeout: setClockTimeout,
    hold: work => work,
  }
}

/** How simulated time follows the machine's. */
class Pace {
  readonly speed: number
  private readonly startMs = performance.now()

  constructor(speed: number) {
    this.speed = speed
  }

  nowMs(): number {
    return (performance.now() - this.startMs) * this.speed
  }
}

/** One object and no functions of its own: thousands of Photons have several waiting at any time. */
class RealTimer implements Timer {
  private readonly pace: Pace
  private readonly callback: () => void
  private readonly dueMs: number
  private handle: NodeJS.Timeout

  constructor(pace: Pace, callback: () => void, ms: number) {
    this.pace = pace
    this.callback = callback
    this.dueMs = pace.nowMs() + Math.max(0, ms)
    this.handle = this.arm()
  }

  cancel(): void {
    clearTimeout(this.handle)
  }

  private arm(): NodeJS.Timeout {
    const realMs = Math.max(0, (this.dueMs - this.pace.nowMs()) / this.pace.speed)
    return setTimeout(RealTimer.fire, Math.ceil(Math.min(MAX_NODE_DELAY_MS, realMs)), this).unref()
  }

  /** Node's timers count from the start of the event loop's turn and can be a moment early. */
  private static fire(timer: RealTimer): void {
    if (timer.pace.nowMs() < timer.dueMs) timer.handle = timer.arm()
    else timer.callback()
  }
}
