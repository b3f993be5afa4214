import type { Clock } from '../world/index.ts'

/** The time of day as the Photon knows it: set by the cloud, kept over a reset, lost without power. */
export interface RealTimeClock {
  /** Milliseconds since 1970, `undefined` while never set. */
  unixMs(): number | undefined
  set(unixMs: number): void
  forget(): void
}

export function createRealTimeClock(clock: Clock): RealTimeClock {
  let offsetMs: number | undefined
  return {
    unixMs: () => (offsetMs === undefined ? undefined : clock.nowMs() + offsetMs),
    set: unixMs => {
      offsetMs = unixMs - clock.nowMs()
    },
    forget: () => {
      offsetMs = undefined
    },
  }
}
