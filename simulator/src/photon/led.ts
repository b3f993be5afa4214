import type { RgbLook, RgbSystemSignal } from '@particle-setup/device-os-wasm/run'
import type { ProgramLight } from './program-light.ts'

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

/** `LEDPriority` */
const BACKGROUND = 10
const NORMAL = 20
const IMPORTANT = 30
const CRITICAL = 40

/** What programs can do to a signal: hide it with one of a higher priority, and give it a look of their own. */
const FOR_PROGRAMS: Partial<Record<PhotonState, { priority: number; name: RgbSystemSignal }>> = {
  listening: { priority: CRITICAL, name: 'listening-mode' },
  joining: { priority: NORMAL, name: 'network-connecting' },
  dhcp: { priority: NORMAL, name: 'network-dhcp' },
  connecting: { priority: NORMAL, name: 'cloud-connecting' },
  handshake: { priority: NORMAL, name: 'cloud-handshake' },
  online: { priority: BACKGROUND, name: 'cloud-connected' },
  updating: { priority: CRITICAL, name: 'firmware-update' },
  'wifi-only': { priority: BACKGROUND, name: 'network-connected' },
  'wifi-off': { priority: BACKGROUND, name: 'network-off' },
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
  readonly program: ProgramLight
  /** The program's system thread is on. */
  readonly threaded: boolean
  /** A short signal that hides the others. */
  readonly notice: LedSignal | undefined
}

/** Which of all that want the LED gets it. A panic hides everything. */
export function ledSignal(inputs: LedInputs): LedSignal {
  const { state, program } = inputs
  if (state === 'panic') return { ...SIGNALS.panic, flashes: inputs.panicCode }
  if (state === 'off' || state === 'dfu' || state === 'asleep') return SIGNALS[state]
  if (inputs.notice !== undefined) return inputs.notice
  const { priority, signal } = systemSignal(inputs)
  if (program.controlled !== undefined) return controlledSignal(program.controlled, program.brightness)
  if (program.status !== undefined && program.status.priority > priority) return toSignal(program.status)
  return signal
}

/** Source of the priorities: Device OS v2.3.1 system/src, LED_SIGNAL_START() and Spark_Signal(). */
function systemSignal(inputs: LedInputs): { priority: number; signal: LedSignal } {
  const { state, program } = inputs
  if (inputs.signalling) return { priority: IMPORTANT, signal: { color: 'rainbow', pattern: 'solid' } }
  if (inputs.safeMode && state === 'online') {
    return { priority: BACKGROUND, signal: { color: 'magenta', pattern: 'breathing' } }
  }
  const known = FOR_PROGRAMS[state]
  if (known === undefined) return { priority: CRITICAL, signal: SIGNALS[state] }
  const look = program.theme[known.name]
  return {
    priority: state === 'listening' && inputs.threaded ? NORMAL : known.priority,
    signal: look ? toSignal(look) : SIGNALS[state],
  }
}

function controlledSignal(rgb: NonNullable<ProgramLight['controlled']>, brightness: number): LedSignal {
  const channel = (value: number): number => Math.round((value * brightness) / 255)
  const color = (channel(rgb.red) << 16) | (channel(rgb.green) << 8) | channel(rgb.blue)
  return { color: hexColor(color), pattern: 'solid' }
}

function toSignal({ color, pattern, periodMs }: RgbLook): LedSignal {
  if (color === 0) return SIGNALS.off
  return { color: hexColor(color), pattern, ...(pattern === 'solid' ? {} : { periodMs }) }
}

function hexColor(color: number): `#${string}` {
  return `#${color.toString(16).padStart(6, '0')}`
}
