/** What the RGB LED shows. */
export interface LedSignal {
  readonly color:
    | 'off'
    | 'blue'
    | 'green'
    | 'cyan'
    | 'white'
    | 'magenta'
    | 'yellow'
    | 'red'
    | 'rainbow'
    | `#${string}`
  readonly pattern: 'off' | 'solid' | 'blink' | 'breathing' | 'sos'
  /** One whole on and off, in milliseconds. */
  readonly periodMs?: number
  /** Flashes after SOS, which say what happened. */
  readonly flashes?: number
}

/** From power-on to online, and the ways off that road. */
export type PhotonState =
  | 'off'
  /** Between a reset and the start of the program. */
  | 'starting'
  /** Setup mode: the Photon's own network is up. */
  | 'listening'
  | 'joining'
  | 'dhcp'
  /** Opening the socket to the cloud, or waiting to try again. */
  | 'connecting'
  | 'handshake'
  | 'online'
  /** Online, and receiving a program. */
  | 'updating'
  /** Wi-Fi is up and the program does not want the cloud. */
  | 'wifi-only'
  | 'wifi-off'
  /** The program sleeps; a pin or the time wakes it. */
  | 'asleep'
  /** The program crashed; a reset follows. */
  | 'panic'
  /** Waits for a program over USB; only a reset or the power switch ends it. */
  | 'dfu'

/** The system's own signals. Source: Device OS v2.3.1 system_led_signal.cpp; docs.particle.io, status LED. */
const SIGNALS: Readonly<Record<PhotonState, LedSignal>> = {
  off: { color: 'off', pattern: 'off' },
  starting: { color: 'white', pattern: 'solid' },
  listening: { color: 'blue', pattern: 'blink', periodMs: 500 },
  joining: { color: 'green', pattern: 'blink', periodMs: 200 },
  dhcp: { color: 'green', pattern: 'blink', periodMs: 100 },
  connecting: { color: 'cyan', pattern: 'blink', periodMs: 200 },
  handshake: { color: 'cyan', pattern: 'blink', periodMs: 100 },
  online: { color: 'cyan', pattern: 'breathing' },
  updating: { color: 'magenta', pattern: 'blink', periodMs: 200 },
  'wifi-only': { color: 'green', pattern: 'breathing' },
  'wifi-off': { color: 'white', pattern: 'breathing' },
  asleep: { color: 'off', pattern: 'off' },
  panic: { color: 'red', pattern: 'sos' },
  dfu: { color: 'yellow', pattern: 'blink', periodMs: 200 },
}

export const CREDENTIALS_CLEARED_SIGNAL: LedSignal = { color: 'blue', pattern: 'blink', periodMs: 100 }

export interface LedInputs {
  readonly state: PhotonState
  /** The cloud asked it to show itself. */
  readonly signalling: boolean
  /** What the panic was about. */
  readonly panicCode: number
  /** The system runs without the program. */
  readonly safeMode: boolean
  /** The colour that the program has set, while it controls the LED. */
  readonly program: { red: number; green: number; blue: number; brightness: number } | undefined
  /** A short signal that hides the others. */
  readonly notice: LedSignal | undefined
}

/** Which of all that want the LED gets it. A panic hides everything. */
export function ledSignal(inputs: LedInputs): LedSignal {
  const { state, program } = inputs
  if (state === 'panic') return { ...SIGNALS.panic, flashes: inputs.panicCode }
  if (state === 'off' || state === 'dfu' || state === 'asleep') return SIGNALS[state]
  if (inputs.notice !== undefined) return inputs.notice
  if (inputs.signalling) return { color: 'rainbow', pattern: 'solid' }
  if (program !== undefined) return programSignal(program)
  if (inputs.safeMode && state === 'online') return { color: 'magenta', pattern: 'breathing' }
  return SIGNALS[state]
}

function programSignal(rgb: NonNullable<LedInputs['program']>): LedSignal {
  const channel = (value: number): string =>
    Math.round((value * rgb.brightness) / 255)
      .toString(16)
      .padStart(2, '0')
  return { color: `#${channel(rgb.red)}${channel(rgb.green)}${channel(rgb.blue)}`, pattern: 'solid' }
}
