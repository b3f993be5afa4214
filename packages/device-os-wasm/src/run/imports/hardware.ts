import { type BoardSerial, EEPROM_BYTES, type PinMode } from '../board.ts'
import type { Host, ImportTable } from '../host.ts'

/** `PinMode` of wiring/inc/pinmap.h. */
const PIN_MODES: readonly PinMode[] = [
  'input',
  'output',
  'input-pullup',
  'input-pulldown',
  'analog-input',
  'analog-output',
]

export function pinImports({ board: { pins } }: Host): ImportTable {
  return {
    pin_mode: (pin: number, mode: number) => pins?.mode?.(pin, PIN_MODES[mode] ?? 'input'),
    digital_read: (pin: number) => pins?.digitalRead?.(pin) ?? 0,
    digital_write: (pin: number, level: number) => pins?.digitalWrite?.(pin, level),
    analog_read: (pin: number) => pins?.analogRead?.(pin) ?? 0,
    analog_write: (pin: number, value: number, hertz: number) => pins?.analogWrite?.(pin, value, hertz >>> 0),
    tone: (pin: number, hertz: number, ms: number) => pins?.tone?.(pin, hertz >>> 0, ms >>> 0),
  }
}

export function storageImports({ board, memory }: Host): ImportTable {
  let own: Uint8Array | undefined
  const eeprom = () => {
    own ??= board.eeprom ?? new Uint8Array(EEPROM_BYTES).fill(0xff)
    return own
  }
  return {
    eeprom_read(index: number, pointer: number, size: number) {
      memory.bytes().set(eeprom().subarray(index, index + size), pointer >>> 0)
    },
    eeprom_write(index: number, pointer: number, size: number) {
      eeprom().set(memory.copy(pointer, size), index)
    },
  }
}

export function serialImports({ board, memory }: Host): ImportTable {
  const ports: readonly (BoardSerial | undefined)[] = [board.serial, board.serial1, board.usbSerial1]
  const port = (number: number): BoardSerial | undefined => ports[number]
  return {
    serial_write: (number: number, pointer: number, size: number) =>
      port(number)?.write(memory.copy(pointer, size)),
    serial_read: (number: number) => port(number)?.read?.() ?? -1,
    serial_available: (number: number) => port(number)?.available?.() ?? 0,
  }
}
