import { SESSION_TIMES_MS } from '@particle-setup/protocol/device'
import type { Clock, Timer } from '../../world/index.ts'

/**
 * Pings after silence and gives up when that is not answered. Only what is received counts: a device
 * that publishes all the time still pings. Source: Device OS v2.3.1 communication/src/protocol.cpp.
 */
export class Liveness {
  private readonly clock: Clock
  private readonly ping: () => void
  private readonly dead: () => void
  private timer: Timer | undefined
  private lastMs = 0
  private pinged = false

  constructor(clock: Clock, ping: () => void, dead: () => void) {
    this.clock = clock
    this.ping = ping
    this.dead = dead
  }

  start(): void {
    this.heard()
    this.arm(SESSION_TIMES_MS.pingAfterSilence)
  }

  heard(): void {
    this.lastMs = this.clock.nowMs()
    this.pinged = false
  }

  stop(): void {
    this.timer?.cancel()
  }

  private arm(ms: number): void {
    this.timer = this.clock.setTimeout(() => this.check(), ms)
  }

  private check(): void {
    const limitMs = this.pinged ? SESSION_TIMES_MS.pingTimeout : SESSION_TIMES_MS.pingAfterSilence
    const restMs = this.lastMs + limitMs - this.clock.nowMs()
    if (restMs > 0) {
      this.arm(restMs)
    } else if (this.pinged) {
      this.dead()
    } else {
      this.pinged = true
      this.lastMs = this.clock.nowMs()
      this.arm(SESSION_TIMES_MS.pingTimeout)
      this.ping()
    }
  }
}
