import { DeviceOsError } from '../errors.ts'
import type { Frame } from '../line-table.ts'

const SHOWN_FRAMES = 3

/** The firmware did what ends a real Photon with the SOS signal, or a WebAssembly trap. */
export class FirmwareTrapError extends DeviceOsError {
  readonly code = 'firmware-trap'
  /** What went wrong, in a few words: `out of memory`, `assertion failed: …`. */
  readonly reason: string
  /** How often a Photon flashes after SOS; see {@link PANIC}. */
  readonly panicCode: number
  /** What of the application was running, the innermost first. */
  readonly frames: readonly Frame[]

  constructor(reason: string, panicCode: number, frames: readonly Frame[], options?: ErrorOptions) {
    const places = frames.slice(0, SHOWN_FRAMES).map(describeFrame)
    const where = places.length > 0 ? ` in ${places.join(', called by ')}` : ''
    super(
      `The firmware crashed${where}: ${reason}. Correct its source, compile it and run it again.`,
      options,
    )
    this.reason = reason
    this.panicCode = panicCode
    this.frames = frames
  }
}

function describeFrame({ function: name, file, line }: Frame): string {
  return file ? `${name} (${file}:${line})` : name
}

/** The firmware no longer runs, so it cannot do what was asked. */
export class FirmwareStoppedError extends DeviceOsError {
  readonly code = 'firmware-stopped'
  readonly state: 'reset' | 'stopped'

  constructor(state: 'reset' | 'stopped') {
    super(
      state === 'reset'
        ? 'The firmware has reset the device. Run it again to go on.'
        : 'The firmware was stopped. Run it again to go on.',
    )
    this.state = state
  }
}

/** The firmware has no cloud function of that name. A real device never answers such a call. */
export class UnknownFunctionError extends DeviceOsError {
  readonly code = 'unknown-function'
  readonly functionName: string

  constructor(functionName: string, known: readonly string[]) {
    const names = known.length > 0 ? `It has: ${known.join(', ')}.` : 'It has none.'
    super(`The firmware has no cloud function "${functionName}". ${names}`)
    this.functionName = functionName
  }
}

/** This process can hold no further firmware that is inside a call. */
export class FirmwareLimitError extends DeviceOsError {
  readonly code = 'firmware-limit'

  constructor(options?: ErrorOptions) {
    super(
      'This process has no address space for another firmware that waits: each takes 8 GiB of it while it is inside delay(), a thread or a timer, so about 16,000 fit. Run the rest in another process, or start Node with --disable-wasm-trap-handler.',
      options,
    )
  }
}
