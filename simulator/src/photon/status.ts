import type { Clock, Emitter } from '../world/index.ts'
import type { PhotonEvents } from './events.ts'
import { type LedInputs, type LedSignal, ledSignal, type PhotonState } from './led.ts'
import { ledColorAt } from './led-color.ts'
import { NO_PROGRAM_LIGHT } from './program-light.ts'

/** The Photon's state and its LED, told to listeners as they change. */
export class Status {
  private readonly events: Emitter<PhotonEvents>
  private inputs: LedInputs = {
    state: 'off',
    panicCode: 0,
    signalling: false,
    safeMode: false,
    program: NO_PROGRAM_LIGHT,
    threaded: false,
    notice: undefined,
  }
  private signal: LedSignal
  private sinceMs: number
  private readonly clock: Clock

  constructor(events: Emitter<PhotonEvents>, clock: Clock) {
    this.events = events
    this.clock = clock
    this.sinceMs = clock.nowMs()
    this.signal = ledSignal(this.inputs)
  }

  get state(): PhotonState {
    return this.inputs.state
  }

  get led(): LedSignal {
    return this.signal
  }

  /** What the LED shows at this moment, 0xRRGGBB. */
  color(): number {
    const { controlled, brightness } = this.inputs.program
    return ledColorAt(this.signal, this.clock.nowMs() - this.sinceMs, controlled ? 255 : brightness)
  }

  enter(state: PhotonState): void {
    const from = this.inputs.state
    if (from === state) return
    this.show({ state })
    this.events.emit('state', { from, to: state })
  }

  /** Changes what the LED depends on. */
  show(change: Partial<LedInputs>): void {
    this.inputs = { ...this.inputs, ...change }
    const signal = ledSignal(this.inputs)
    const same =
      signal.color === this.signal.color &&
      signal.pattern === this.signal.pattern &&
      signal.periodMs === this.signal.periodMs &&
      signal.flashes === this.signal.flashes
    if (same) return
    this.signal = signal
    this.sinceMs = this.clock.nowMs()
    this.events.emit('led', signal)
  }
}
