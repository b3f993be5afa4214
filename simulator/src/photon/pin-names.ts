import { PinError } from './errors.ts'

/** By Device OS's number; what has none is not led out. Source: Device OS v2.3.1 hal/src/photon/pinmap_defines.h. */
const NAMES: Readonly<Record<number, string>> = {
  ...Object.fromEntries(Array.from({ length: 8 }, (_, index) => [index, `D${index}`])),
  ...Object.fromEntries(Array.from({ length: 8 }, (_, index) => [index + 10, `A${index}`])),
  18: 'RX',
  19: 'TX',
}

/** Other names of the same pins. */
const ALIASES: Readonly<Record<string, string>> = {
  DAC: 'A6',
  DAC1: 'A6',
  DAC2: 'A3',
  WKP: 'A7',
  SS: 'A2',
  SCK: 'A3',
  MISO: 'A4',
  MOSI: 'A5',
  SDA: 'D0',
  SCL: 'D1',
}

/** All that can be reached from outside, in Device OS's order. */
export const PIN_NUMBERS: readonly number[] = Object.keys(NAMES).map(Number)

const NUMBERS = new Map(PIN_NUMBERS.map(pin => [NAMES[pin], pin]))

export function pinName(pin: number): string {
  return NAMES[pin] ?? String(pin)
}

/**
 * A pin by Device OS's number, or by a name such as `D3`, `A0` or `WKP`, in any case.
 *
 * @throws PinError
 */
export function pinNumber(pin: number | string): number {
  const name = typeof pin === 'string' ? pin.toUpperCase() : NAMES[pin]
  const number = NUMBERS.get(name === undefined ? undefined : (ALIASES[name] ?? name))
  if (number === undefined) {
    throw new PinError('unknown-pin', `there is no pin "${pin}"; give one of D0 to D7, A0 to A7, RX or TX`)
  }
  return number
}

/** Pins with an analog-to-digital converter: A0 to A7. */
export function hasConverter(pin: number): boolean {
  return pin >= 10 && pin <= 17
}
