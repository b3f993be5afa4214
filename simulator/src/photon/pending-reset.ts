import type { Firmware } from '@particle-setup/device-os-wasm/run'
import type { Clock, Timer } from '../world/index.ts'
import { SYSTEM_EVENTS } from './firmware/system-events.ts'
import type { BootCause } from './power-cycle.ts'
import type { SystemFlags } from './system-flags.ts'

/** A threaded system waits no longer for the program's handlers. Source: Device OS v2.3.1 system/src/system_update.cpp. */
const PATIENCE_MS = 30_000

/**
 * The reset that the system wants after an update. The program hears of it, may hold it back for as long as it likes,
 * and hears again when it comes. Source: Device OS v2.3.1 system/src/system_update.cpp.
 */
export class PendingReset {
  private readonly clock: Clock
  private readonly flags: SystemFlags
  /** `undefined` in safe mode. */
  private readonly program: () => Firmware | undefined
  private readonly restart: (cause: BootCause) => void
  private cause: BootCause | undefined
  private held: (() => void) | undefined
  private telling = false
  private timer: Timer | undefined

  constructor(
    parts: { readonly clock: Clock; readonly flags: SystemFlags },
    program: () => Firmware | undefined,
    restart: (cause: BootCause) => void,
  ) {
    this.clock = parts.clock
    this.flags = parts.flags
    this.program = program
    this.restart = restart
  }

  /**
   * Asks for a reset in so many milliseconds. Asked again, it comes at the time that is given then.
   *
   * @param held told, once, when the program holds it back
   */
  ask(cause: BootCause, delayMs: number, held: () => void): void {
    const isNew = this.cause === undefined
    this.cause = cause
    this.held = held
    this.flags.set('reset-pending', true)
    if (isNew) void this.tell(SYSTEM_EVENTS.resetPending)
    this.checkIn(delayMs)
  }

  /** The program does not hold it back any more. */
  allowed(): void {
    if (this.cause !== undefined) this.checkIn(0)
  }

  /** The Photon stops for another reason. */
  stop(): void {
    this.cause = undefined
    this.timer?.cancel()
  }

  private checkIn(ms: number): void {
    this.timer?.cancel()
    this.timer = this.clock.setTimeout(() => this.check(), ms)
  }

  private check(): void {
    if (this.telling) return
    if (!this.isAllowed()) {
      this.holdBack()
      return
    }
    this.telling = true
    const patience = new AbortController()
    const program = this.program()
    const told = this.tell(SYSTEM_EVENTS.reset)
    const limit = program?.mode.threaded
      ? this.clock.sleep(PATIENCE_MS, patience.signal).catch(() => {})
      : told
    void Promise.race([told, limit]).then(() => {
      patience.abort()
      this.telling = false
      if (this.cause === undefined) return
      // A handler may have thought better of it.
      if (this.isAllowed()) this.restart(this.cause)
      else this.holdBack()
    })
  }

  private isAllowed(): boolean {
    return this.flags.get('reset-pending') && this.flags.get('reset-enabled')
  }

  private holdBack(): void {
    const { held } = this
    this.held = undefined
    held?.()
  }

  /** Settles when the handlers have returned. */
  private async tell(event: number): Promise<void> {
    const program = this.program()
    const told = program?.deliverSystemEvent(event, 0)
    // A program that crashes over it does so in its main loop's sight, with the next turn.
    program?.process().catch(() => {})
    await told
  }
}
