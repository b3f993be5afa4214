import { AdvanceLimitError, type Timer, type VirtualClock } from './clock.ts'
import { sleepOn } from './sleep.ts'
import { type HeapItem, TimerHeap } from './timer-heap.ts'

export interface VirtualClockOptions {
  /** Default 2022-11-15T00:00:00Z, when Device OS 2.3.1 was new, so that runs repeat. */
  startUnixMs?: number
}

const DEFAULT_START_UNIX_MS = Date.UTC(2022, 10, 15)

const DEFAULT_STEP_MS = 100
const DEFAULT_LIMIT_MS = 3_600_000

/** Turns of the event loop without a new timer after which a moment counts as settled. */
const QUIET_TURNS = 2

/** Time that stands still until it is told to move; see {@link VirtualClock.advance}. */
export function createVirtualClock(options: VirtualClockOptions = {}): VirtualClock {
  const startUnixMs = options.startUnixMs ?? DEFAULT_START_UNIX_MS
  const heap = new TimerHeap()
  let held = 0
  let whenReleased: (() => void) | undefined
  let now = 0
  let sequence = 0
  let queue: Promise<void> = Promise.resolve()

  const setClockTimeout = (callback: () => void, ms: number): Timer => {
    const item: HeapItem = {
      dueMs: now + Math.max(0, ms),
      sequence: sequence++,
      run: callback,
      state: 'waiting',
    }
    heap.push(item)
    return { cancel: () => heap.cancel(item) }
  }

  const released = (): Promise<void> =>
    new Promise(resolve => {
      whenReleased = resolve
    })

  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < QUIET_TURNS; ) {
      const before = sequence
      await turnOfEventLoop()
      if (held > 0) await released()
      quiet = sequence === before ? quiet + 1 : 0
    }
  }

  const moveTo = async (targetMs: number): Promise<void> => {
    await settle()
    for (let item = heap.popDue(targetMs); item !== undefined; item = heap.popDue(targetMs)) {
      now = Math.max(now, item.dueMs)
      runMoment(item)
      await settle()
    }
    now = targetMs
  }

  /** What a callback sets for its own moment runs after the moment has settled, not before. */
  const runMoment = (first: HeapItem): void => {
    const end = sequence
    for (let item: HeapItem | undefined = first; item !== undefined; item = heap.popDue(now, end)) item.run()
  }

  const advance = (ms: number): Promise<void> => {
    if (!(ms >= 0) || !Number.isFinite(ms)) {
      return Promise.reject(new RangeError(`cannot advance the clock by ${ms} ms; give 0 or more`))
    }
    const run = queue.then(() => moveTo(now + ms))
    queue = run.catch(() => {})
    return run
  }

  return {
    nowMs: () => now,
    unixMs: () => startUnixMs + now,
    sleep: (ms, signal) => sleepOn(setClockTimeout, ms, signal),
    setTimeout: setClockTimeout,
    hold(work) {
      held++
      const release = (): void => {
        held--
        if (held === 0) whenReleased?.()
      }
      work.then(release, release)
      return work
    },
    advance,
    async advanceUntil(work, { stepMs = DEFAULT_STEP_MS, limitMs = DEFAULT_LIMIT_MS, signal } = {}) {
      if (!(stepMs > 0)) throw new RangeError(`cannot advance in steps of ${stepMs} ms; give more than 0`)
      const startMs = now
      let settled = false
      const settle = (): void => {
        settled = true
      }
      void work.then(settle, settle)
      while (!settled) {
        signal?.throwIfAborted()
        if (now - startMs >= limitMs) throw new AdvanceLimitError(limitMs)
        await advance(stepMs)
      }
      return await work
    },
    get pending() {
      return heap.size
    },
  }
}

function turnOfEventLoop(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
