import type { Clock } from '../../world/clock.ts'

/** One event a second on average, four at once. Source: docs.particle.io, Particle.publish. */
const EVENTS_PER_SECOND = 1
const BURST = 4

/** How many events the cloud still takes from a device at this moment. */
export class PublishRate {
  private readonly clock: Clock
  private credit = BURST
  private countedMs: number

  constructor(clock: Clock) {
    this.clock = clock
    this.countedMs = clock.nowMs()
  }

  /** @returns false for an event too many, which costs nothing. */
  admit(): boolean {
    const nowMs = this.clock.nowMs()
    this.credit = Math.min(BURST, this.credit + ((nowMs - this.countedMs) / 1000) * EVENTS_PER_SECOND)
    this.countedMs = nowMs
    if (this.credit < 1) return false
    this.credit -= 1
    return true
  }
}
