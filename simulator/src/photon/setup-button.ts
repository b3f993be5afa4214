import type { BoardButton, PinEdge } from '@particle-setup/device-os-wasm/run'
import type { Clock, Timer } from '../world/index.ts'
import { SYSTEM_EVENTS } from './firmware/system-events.ts'

/** Held this long, the button starts or ends listening mode. Source: Device OS v2.3.1 system/src/main.cpp. */
const LISTEN_AFTER_MS = 3_000
/** Let go after this long, it no longer ends listening mode. */
const LEAVE_BEFORE_MS = 8_000
/** Held this long, all stored networks are cleared. */
const CLEAR_AFTER_MS = 10_000

/** A press is a click from here on: less is the bouncing of a switch. */
const CLICK_FROM_MS = 30
/** And up to here. */
const CLICK_BEFORE_MS = 500
/** Without another click for that long the last was the last. */
const CLICKS_END_AFTER_MS = 1_000
/** No more are counted in one go. */
const MOST_CLICKS = 5

export interface ButtonEffects {
  isListening(): boolean
  enterListening(): void
  leaveListening(): void
  clearNetworks(): void
  /** Tells the program, at once: the system does so in an interrupt. */
  tell(event: number, parameter: number): void
}

/** The SETUP button, from a start of the Photon to the next. Source: Device OS v2.3.1 system/src/main.cpp. */
export class SetupButton implements BoardButton {
  private readonly clock: Clock
  private readonly effects: ButtonEffects
  private pressedAtMs: number | undefined
  private wasListening = false
  /** It has begun listening mode since it was pressed, of which the program hears nothing more. */
  private hasListened = false
  private timers: Timer[] = []
  private clicks = 0
  private clicksEnd: Timer | undefined
  private mirrored: { readonly pin: number; readonly pressedBy: PinEdge } | undefined

  constructor(clock: Clock, effects: ButtonEffects) {
    this.clock = clock
    this.effects = effects
  }

  pushedMs(): number {
    return this.effects.isListening() || this.hasListened ? 0 : this.heldMs()
  }

  press(): void {
    if (this.pressedAtMs !== undefined) return
    this.pressedAtMs = this.clock.nowMs()
    this.wasListening = this.effects.isListening()
    this.hasListened = false
    this.timers = [
      this.clock.setTimeout(() => this.beginListening(), LISTEN_AFTER_MS),
      this.clock.setTimeout(() => this.effects.clearNetworks(), CLEAR_AFTER_MS),
    ]
    if (!this.wasListening) this.effects.tell(SYSTEM_EVENTS.buttonStatus, 0)
  }

  release(): void {
    if (this.pressedAtMs === undefined) return
    const heldMs = this.heldMs()
    this.pressedAtMs = undefined
    for (const timer of this.timers) timer.cancel()
    if (!this.effects.isListening() && !this.hasListened) this.tellRelease(heldMs)
    this.hasListened = false
    if (this.wasListening && heldMs >= LISTEN_AFTER_MS && heldMs < LEAVE_BEFORE_MS) {
      this.effects.leaveListening()
    }
  }

  mirror(pin: number | undefined, pressedBy: PinEdge): void {
    this.mirrored = pin === undefined ? undefined : { pin, pressedBy }
  }

  /** The level of a pin has changed, of the one that stands for the button perhaps. */
  pinChanged(pin: number, edge: PinEdge): void {
    if (pin !== this.mirrored?.pin) return
    if (edge === this.mirrored.pressedBy) this.press()
    else this.release()
  }

  /** The Photon stops. */
  stop(): void {
    for (const timer of this.timers) timer.cancel()
    this.clicksEnd?.cancel()
  }

  private heldMs(): number {
    return this.pressedAtMs === undefined ? 0 : this.clock.nowMs() - this.pressedAtMs
  }

  private beginListening(): void {
    if (this.wasListening || this.effects.isListening()) return
    this.tellRelease(this.heldMs())
    this.hasListened = true
    this.effects.enterListening()
  }

  private tellRelease(heldMs: number): void {
    this.effects.tell(SYSTEM_EVENTS.buttonStatus, Math.floor(heldMs))
    if (heldMs >= CLICK_BEFORE_MS) this.endClicks()
    else if (heldMs >= CLICK_FROM_MS) this.click()
  }

  private click(): void {
    this.clicks++
    this.clicksEnd?.cancel()
    this.clicksEnd = this.clock.setTimeout(() => this.endClicks(), CLICKS_END_AFTER_MS)
    this.effects.tell(SYSTEM_EVENTS.buttonClick, this.clicks)
    if (this.clicks === MOST_CLICKS) this.endClicks()
  }

  private endClicks(): void {
    const { clicks } = this
    this.clicks = 0
    this.clicksEnd?.cancel()
    if (clicks > 0) this.effects.tell(SYSTEM_EVENTS.buttonFinalClick, clicks)
  }
}
