import type { BoardPins, BoardServo, PinEdge, PinMode } from '@particle-setup/device-os-wasm/run'
import type { Clock, Random } from '../world/index.ts'
import { PinError } from './errors.ts'
import { hasConverter, PIN_NUMBERS, pinName, pinNumber } from './pin-names.ts'
import { createWave, type Wave } from './pin-wave.ts'

/** By Device OS's number (D0-D7 are 0-7, A0-A7 are 10-17), or by name: `D3`, `A0`, `WKP`. */
export type Pin = number | string

/** Inputs of one kind, in the hands of whoever runs the simulation. Each throws {@link PinError}. */
export interface InputPins {
  /** Holds the pin at a level. */
  set(pin: Pin, level: number): void
  /** Back to what is connected by default. */
  release(pin: Pin): void
  /** What the program would read now. */
  read(pin: Pin): number
}

/** One pin as an instrument shows it, ready for JSON. */
export interface PinState {
  readonly name: string
  readonly pin: number
  /** `undefined` until the program has set one. */
  readonly mode: PinMode | undefined
  /** 0 or 1, of an output what the program wrote. */
  readonly level: number
  /** 0 to 4095 without noise, at the pins with a converter. */
  readonly value: number | undefined
  /** What `analogWrite()` has set: a duty cycle of 0 to 255, at a DAC 0 to 4095. */
  readonly pwm: number | undefined
  /** Of the PWM. */
  readonly hertz: number | undefined
  /** Hertz of the `tone()` that is to be heard. */
  readonly tone: number | undefined
  /** The pulse for a servo in microseconds, 0 before the first. */
  readonly servo: number | undefined
  /** What is held from outside. */
  readonly held: { readonly level: number | undefined; readonly value: number | undefined }
}

/** The Photon's pins as they are seen from outside. */
export interface Pins {
  /** 0 to 4095. By default a slow wave with noise, another at every pin. */
  readonly analog: InputPins
  /** 0 or 1. By default what the pull resistor says, else a slow change. */
  readonly digital: InputPins
  /** What the program last wrote to a pin, digital or analog. */
  output(pin: Pin): number | undefined
  /** All that is to be seen of one pin. @throws PinError */
  state(pin: Pin): PinState
  /** The same of every pin. */
  list(): PinState[]
}

const ANALOG_MAX = 4095

export function createPins(clock: Clock, random: Random) {
  const held = { analog: new Map<number, number>(), digital: new Map<number, number>() }
  const modes = new Map<number, PinMode>()
  const outputs = new Map<number, number>()
  const analogOutputs = new Set<number>()
  const frequencies = new Map<number, number>()
  const tones = new Map<number, { readonly hertz: number; readonly endMs: number }>()
  const servos = new Map<number, number>()
  const waves = new Map<number, Wave>()
  const noise = random.fork('noise')
  /** Told of every level that the program writes. */
  let watch: (pin: number) => void = () => {}
  /** Told of every digital level that changes from outside. */
  let edge: (pin: number, edge: PinEdge) => void = () => {}

  const wave = (pin: number): number => {
    const known = waves.get(pin) ?? createWave(random.fork(`pin/${pin}`))
    waves.set(pin, known)
    return known(clock.nowMs())
  }
  const analogLevel = (pin: number, noisy: number): number => {
    const level = held.analog.get(pin) ?? wave(pin) + noisy
    return Math.round(Math.min(ANALOG_MAX, Math.max(0, level)))
  }
  const readAnalog = (asked: number): number => {
    // analogRead(0) is A0. Source: Device OS spark_wiring_gpio.cpp.
    const pin = asked < 10 ? asked + 10 : asked
    return hasConverter(pin) ? analogLevel(pin, held.analog.has(pin) ? 0 : noise.integer(-20, 20)) : 0
  }
  const readDigital = (pin: number): number => {
    const mode = modes.get(pin)
    if (mode === 'output') return outputs.get(pin) ?? 0
    const level = held.digital.get(pin)
    if (level !== undefined) return level
    if (mode === 'input-pullup') return 1
    if (mode === 'input-pulldown') return 0
    return wave(pin) > ANALOG_MAX / 2 ? 1 : 0
  }
  const hold = (asked: Pin, level: number | undefined): void => {
    const pin = pinNumber(asked)
    const before = readDigital(pin)
    if (level === undefined) held.digital.delete(pin)
    else held.digital.set(pin, level)
    const after = readDigital(pin)
    if (before !== after) edge(pin, after > before ? 'rising' : 'falling')
  }
  const write = (pin: number, value: number, analog: boolean): void => {
    outputs.set(pin, value)
    if (analog) analogOutputs.add(pin)
    else analogOutputs.delete(pin)
    watch(pin)
  }
  const toneAt = (pin: number): number | undefined => {
    const { hertz, endMs } = tones.get(pin) ?? { hertz: 0, endMs: 0 }
    return hertz > 0 && clock.nowMs() < endMs ? hertz : undefined
  }
  const state = (asked: Pin): PinState => {
    const pin = pinNumber(asked)
    return {
      name: pinName(pin),
      pin,
      mode: modes.get(pin),
      level: readDigital(pin) === 0 ? 0 : 1,
      value: hasConverter(pin) ? analogLevel(pin, 0) : undefined,
      pwm: analogOutputs.has(pin) ? outputs.get(pin) : undefined,
      hertz: analogOutputs.has(pin) ? frequencies.get(pin) || undefined : undefined,
      tone: toneAt(pin),
      servo: servos.get(pin),
      held: { level: held.digital.get(pin), value: held.analog.get(pin) },
    }
  }
  const pins: Pins = {
    analog: {
      set: (pin, level) => held.analog.set(withConverter(pin), inRange(level, ANALOG_MAX)),
      release: pin => held.analog.delete(pinNumber(pin)),
      read: pin => readAnalog(pinNumber(pin)),
    },
    digital: {
      set: (pin, level) => hold(pin, inRange(level, 1)),
      release: pin => hold(pin, undefined),
      read: pin => readDigital(pinNumber(pin)),
    },
    output: pin => outputs.get(pinNumber(pin)),
    state,
    list: () => PIN_NUMBERS.map(state),
  }
  const board: BoardPins = {
    mode: (pin, mode) => {
      modes.set(pin, mode)
    },
    digitalRead: readDigital,
    digitalWrite: (pin, level) => write(pin, level, false),
    analogRead: readAnalog,
    analogWrite: (pin, value, hertz) => {
      write(pin, value, true)
      frequencies.set(pin, hertz)
    },
    tone: (pin, hertz, ms) => {
      tones.set(pin, { hertz, endMs: ms === 0 ? Number.POSITIVE_INFINITY : clock.nowMs() + ms })
    },
  }
  const servo: BoardServo = {
    set: (pin, pulse) => (pulse === undefined ? servos.delete(pin) : servos.set(pin, pulse)),
  }
  return {
    pins,
    board,
    servo,
    /** The pin is an output, and LOW. */
    isPulledLow: (pin: number) => modes.get(pin) === 'output' && outputs.get(pin) === 0,
    onWrite: (listener: (pin: number) => void) => {
      watch = listener
    },
    onEdge: (listener: (pin: number, edge: PinEdge) => void) => {
      edge = listener
    },
    reset() {
      modes.clear()
      outputs.clear()
      analogOutputs.clear()
      servos.clear()
      tones.clear()
      for (const pin of PIN_NUMBERS) watch(pin)
    },
  }
}

function withConverter(asked: Pin): number {
  const pin = pinNumber(asked)
  if (hasConverter(pin)) return pin
  throw new PinError('pin-without-converter', `${pinName(pin)} has no converter; give one of A0 to A7`)
}

function inRange(level: number, max: number): number {
  if (Number.isInteger(level) && level >= 0 && level <= max) return level
  throw new PinError('pin-level', `pin level is ${level}; give a whole number from 0 to ${max}`)
}
