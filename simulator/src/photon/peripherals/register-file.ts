import type { I2cPeripheral } from './peripheral.ts'

export interface RegisterFileOptions {
  /** 7 bits. */
  readonly address: number
  /** Default: `register file`. */
  readonly name?: string
  /** Its first registers; the rest is 0. Default: none. */
  readonly registers?: ArrayLike<number>
  /** Default: 256. */
  readonly sizeBytes?: number
}

export interface RegisterFile extends I2cPeripheral {
  /** What the program reads and has written; may be changed at any time. */
  readonly registers: Uint8Array
}

/**
 * An I²C device as most sensors are: the first byte written chooses a register, those after it go there and to the
 * registers that follow, and so do reads. After the last register comes the first.
 */
export function createRegisterFile(options: RegisterFileOptions): RegisterFile {
  const { address, name = 'register file', registers: first = [], sizeBytes = 256 } = options
  const registers = new Uint8Array(sizeBytes)
  registers.set(first)
  let pointer = 0
  const next = (): number => {
    const at = pointer
    pointer = (pointer + 1) % sizeBytes
    return at
  }
  return {
    bus: 'i2c',
    name,
    address,
    registers,
    write(bytes) {
      const [register, ...values] = bytes
      if (register !== undefined) pointer = register % sizeBytes
      for (const value of values) registers[next()] = value
      return bytes.length
    },
    read: count => Uint8Array.from({ length: count }, () => registers[next()] ?? 0),
  }
}
