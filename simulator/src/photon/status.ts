import type { Emitter } from '../world/index.ts'
import type { PhotonEvents } from './events.ts'
import { type LedInputs, type LedSignal, ledSignal, type PhotonState } from './led.ts'

/** The Photon's state and its LED, told to listeners as they change. */
export class Status {
  private readonly events: Emitter<PhotonEvents>
  private inputs: LedInputs = {
    state: 'off',
    panicCode: 0,
    signalling: false,
    safeMode: false,
    program: undefined,
    notice: undefined,
  }
  private signal: LedSignal

  constructor(events: Emitter<PhotonEvents>) {
    this.events = events
    this.signal = ledSignal(this.inputs)
  }

  get state(): PhotonState {
    return this.inputs.state
  }

  get led(): LedSignal {
    return this.signal
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
    this.events.emit('led', signal)
  }
}
