import type { BoardPins, PinMode } from '@particle-setup/device-os-wasm/run'
import type { Clock, Random } from '../world/index.ts'

/** Inputs of one kind, in the hands of whoever runs the simulation. */
export interface InputPins {
  /** Holds the pin at a level. Pin numbers are Device OS's: D0-D7 are 0-7, A0-A7 are 10-17. */
  set(pin: number, level: number): void
  /** Back to what is connected by default. */
  release(pin: number): void
  /** What the program would read now. */
  read(pin: number): number
}

/** The Photon's pins as they are seen from outside. */
export interface Pins {
  /** 0 to 4095. By default a slow wave with noise, another at every pin. */
  readonly analog: InputPins
  /** 0 or 1. By default what the pull resistor says, else a slow change. */
  readonly digital: InputPins
  /** What the program last wrote to a pin, digital or analog. */
  output(pin: number): number | undefined
}

const ANALOG_MAX = 4095
const FIRST_ANALOG_PIN = 10
const LAST_ANALOG_PIN = 17

export function createPins(clock: Clock, random: Random): { pins: Pins; board: BoardPins; reset(): void } {
  const held = { analog: new Map<number, number>(), digital: new Map<number, number>() }
  const modes = new Map<number, PinMode>()
  const outputs = new Map<number, number>()
  const waves = new Map<number, Wave>()
  const noise = random.fork('noise')

  const wave = (pin: number): Wave => {
    const known = waves.get(pin)
    if (known !== undefined) return known
    const made = createWave(random.fork(`pin/${pin}`))
    waves.set(pin, made)
    return made
  }
  const readAnalog = (asked: number): number => {
    // analogRead(0) is A0. Source: Device OS spark_wiring_gpio.cpp.
    const pin = asked < FIRST_ANALOG_PIN ? asked + FIRST_ANALOG_PIN : asked
    if (pin < FIRST_ANALOG_PIN || pin > LAST_ANALOG_PIN) return 0
    const level = held.analog.get(pin) ?? wave(pin)(clock.nowMs()) + noise.integer(-20, 20)
    return Math.round(Math.min(ANALOG_MAX, Math.max(0, level)))
  }
  const readDigital = (pin: number): number => {
    const mode = modes.get(pin)
    if (mode === 'output') return outputs.get(pin) ?? 0
    const level = held.digital.get(pin)
    if (level !== undefined) return level
    if (mode === 'input-pullup') return 1
    if (mode === 'input-pulldown') return 0
    return wave(pin)(clock.nowMs()) > ANALOG_MAX / 2 ? 1 : 0
  }
  const write = (pin: number, value: number): void => {
    outputs.set(pin, value)
  }
  return {
    pins: {
      analog: {
        set: (pin, level) => held.analog.set(pin, inRange(level, ANALOG_MAX)),
        release: pin => held.analog.delete(pin),
        read: readAnalog,
      },
      digital: {
        set: (pin, level) => held.digital.set(pin, inRange(level, 1)),
        release: pin => held.digital.delete(pin),
        read: readDigital,
      },
      output: pin => outputs.get(pin),
    },
    board: {
      mode: (pin, mode) => {
        modes.set(pin, mode)
      },
      digitalRead: readDigital,
      digitalWrite: write,
      analogRead: readAnalog,
      analogWrite: write,
    },
    reset() {
      modes.clear()
      outputs.clear()
    },
  }
}

type Wave = (nowMs: number) => number

/** Something like a room's light or temperature: one swing in half a minute to three. */
function createWave(random: Random): Wave {
  const periodMs = random.integer(30_000, 180_000)
  const startMs = random.integer(0, periodMs)
  const middle = random.integer(1_400, 2_600)
  const swing = random.integer(300, 1_200)
  return nowMs => middle + swing * Math.sin((2 * Math.PI * (nowMs + startMs)) / periodMs)
}

function inRange(level: number, max: number): number {
  if (!Number.isInteger(level) || level < 0 || level > max) {
    throw new RangeError(`pin level is ${level}; give a whole number from 0 to ${max}`)
  }
  return level
}
