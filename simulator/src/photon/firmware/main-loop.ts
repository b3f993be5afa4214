import { type Firmware, FirmwareLimitError } from '@particle-setup/device-os-wasm/run'
import type { Clock, Timer } from '../../world/index.ts'

/** How often the watch looks whether the program still lets the system work. */
const WATCH_INTERVAL_MS = 1_000

/** Turns a program's main loop on simulated time, and notices when it does not come back. */
export class MainLoop {
  private readonly firmware: Firmware
  private readonly clock: Clock
  private readonly times: { readonly loopIntervalMs: number; readonly unresponsiveMs: number }
  private readonly told: {
    /** `setup()` has returned. */
    ready(): void
    trapped(error: Error): void
    /** A turn cannot begin in this process now; tried again. Told once. */
    stalled(error: FirmwareLimitError): void
    /** The program keeps the system from its work for too long; told again every second. */
    unresponsive(): void
  }
  private timer: Timer | undefined
  private watch: Timer | undefined
  private stopped = false
  private paused = false
  private isReady = false
  private hasStalled = false
  /** When the turn that is under way last let the system work; `undefined` between turns. */
  private busySinceMs: number | undefined
  private whenFree: (() => void)[] = []

  constructor(
    firmware: Firmware,
    clock: Clock,
    times: { readonly loopIntervalMs: number; readonly unresponsiveMs: number },
    told: MainLoop['told'],
  ) {
    this.firmware = firmware
    this.clock = clock
    this.times = times
    this.told = told
  }

  get ready(): boolean {
    return this.isReady
  }

  start(): void {
    this.timer = this.clock.setTimeout(() => this.turn(), 0)
    this.watch = this.clock.setTimeout(() => this.look(), WATCH_INTERVAL_MS)
  }

  stop(): void {
    this.stopped = true
    this.timer?.cancel()
    this.watch?.cancel()
    this.free()
  }

  /** No turn begins until {@link resume}; one that is under way goes on to its end. */
  pause(): void {
    this.paused = true
    this.timer?.cancel()
  }

  resume(): void {
    if (!this.paused) return
    this.paused = false
    const isBetweenTurns = this.busySinceMs === undefined
    if (isBetweenTurns && !this.stopped) this.scheduleTurn()
  }

  /** The program lets the system do its background work, in the middle of a turn or between two. */
  background(): void {
    if (this.busySinceMs === undefined) return
    this.free()
    this.busySinceMs = this.clock.nowMs()
  }

  /** Settles once the program does not keep the loop for too long; at once for a threaded system. */
  responsive(signal: AbortSignal): Promise<void> {
    if (!this.isUnresponsive() || this.firmware.mode.threaded || signal.aborted) return Promise.resolve()
    return new Promise(resolve => {
      const done = (): void => {
        signal.removeEventListener('abort', done)
        resolve()
      }
      this.whenFree.push(done)
      signal.addEventListener('abort', done, { once: true })
    })
  }

  private turn(): void {
    this.busySinceMs = this.clock.nowMs()
    this.firmware.turn().then(
      () => this.afterTurn(),
      error => {
        if (this.stopped) return
        if (error instanceof FirmwareLimitError) this.stall(error)
        else this.told.trapped(error instanceof Error ? error : new Error(String(error)))
      },
    )
  }

  private afterTurn(): void {
    this.free()
    if (this.stopped || this.firmware.state !== 'running') return
    if (!this.isReady && this.firmware.ready) {
      this.isReady = true
      this.told.ready()
    }
    if (!this.paused) this.scheduleTurn()
  }

  private stall(error: FirmwareLimitError): void {
    if (!this.hasStalled) this.told.stalled(error)
    this.hasStalled = true
    this.free()
    if (!this.paused) this.timer = this.clock.setTimeout(() => this.turn(), WATCH_INTERVAL_MS)
  }

  private scheduleTurn(): void {
    this.timer = this.clock.setTimeout(() => this.turn(), this.times.loopIntervalMs)
  }

  private free(): void {
    this.busySinceMs = undefined
    const waiting = this.whenFree
    this.whenFree = []
    for (const done of waiting) done()
  }

  private isUnresponsive(): boolean {
    const { busySinceMs } = this
    return busySinceMs !== undefined && this.clock.nowMs() - busySinceMs >= this.times.unresponsiveMs
  }

  private look(): void {
    if (this.isUnresponsive() && !this.firmware.mode.threaded) this.told.unresponsive()
    this.watch = this.clock.setTimeout(() => this.look(), WATCH_INTERVAL_MS)
  }
}
