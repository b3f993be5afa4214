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
  const startMs = performance.now()
  const startUnixMs = Date.now()
  const nowMs = (): number => (performance.now() - startMs) * speed

  const setClockTimeout = (callback: () => void, ms: number): Timer => {
    const dueMs = nowMs() + Math.max(0, ms)
    let handle: NodeJS.Timeout
    const arm = (): void => {
      const realMs = Math.min(MAX_NODE_DELAY_MS, Math.max(0, (dueMs - nowMs()) / speed))
      handle = setTimeout(fire, Math.ceil(realMs)).unref()
    }
    // Node's timers count from the start of the event loop's turn and can be a moment early.
    const fire = (): void => (nowMs() < dueMs ? arm() : callback())
    arm()
    return { cancel: () => clearTimeout(handle) }
  }
  return {
    nowMs,
    unixMs: () => startUnixMs + nowMs(),
    sleep: (ms, signal) => sleepOn(setClockTimeout, ms, signal),
    setTimeout: setClockTimeout,
    hold: work => work,
  }
}
