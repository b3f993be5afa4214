import type { I2cPeripheral } from './peripheral.ts'

export interface Mcp9808Options {
  /** 0x18 to 0x1F, as its address pins say. Default: 0x18. */
  readonly address?: number
  /** Default: 20. */
  readonly celsius?: number
}

export interface Mcp9808 extends I2cPeripheral {
  /** What it measures, -40 to 125 degrees, in steps of a sixteenth; may be changed at any time. */
  celsius: number
}

/** Source: Microchip DS25095A, section 5. */
const REGISTER = { ambient: 5, manufacturer: 6, device: 7, resolution: 8 } as const
const LIMITS = { upper: 2, lower: 3, critical: 4 } as const
const MANUFACTURER_ID = 0x0054
const DEVICE_ID = 0x0400
/** The finest of four, a sixteenth of a degree. */
const RESOLUTION = 3
/** The writable registers: configuration, and the three limits. */
const WRITABLE: readonly number[] = [1, ...Object.values(LIMITS)]

/** A thermometer, Microchip's MCP9808, as its usual libraries read it. Its alert pin is connected to nothing. */
export function createMcp9808({ address = 0x18, celsius = 20 }: Mcp9808Options = {}): Mcp9808 {
  const written = new Map<number, number>(WRITABLE.map(register => [register, 0]))
  let pointer = 0
  const sensor: Mcp9808 = {
    bus: 'i2c',
    name: 'MCP9808',
    address,
    celsius,
    write(bytes) {
      const [register, high, low] = bytes
      if (register !== undefined) pointer = register & 0x0f
      if (high !== undefined && low !== undefined && written.has(pointer)) {
        written.set(pointer, (high << 8) | low)
      }
      return bytes.length
    },
    read(count) {
      if (pointer === REGISTER.resolution) return new Uint8Array(count).fill(RESOLUTION)
      const value = registerValue()
      return Uint8Array.from({ length: count }, (_, index) => (index % 2 === 0 ? value >> 8 : value & 0xff))
    },
  }
  const registerValue = (): number => {
    if (pointer === REGISTER.ambient) return ambient()
    if (pointer === REGISTER.manufacturer) return MANUFACTURER_ID
    if (pointer === REGISTER.device) return DEVICE_ID
    return written.get(pointer) ?? 0
  }
  /** 13 bits of two's complement, and above them how it compares with the limits. */
  const ambient = (): number => {
    const sixteenths = Math.round(Math.min(125, Math.max(-40, sensor.celsius)) * 16)
    const limit = (register: number) => (((written.get(register) ?? 0) << 19) >> 19) & ~3
    return (
      (sixteenths & 0x1fff) |
      (sixteenths >= limit(LIMITS.critical) ? 0x8000 : 0) |
      (sixteenths > limit(LIMITS.upper) ? 0x4000 : 0) |
      (sixteenths < limit(LIMITS.lower) ? 0x2000 : 0)
    )
  }
  return sensor
}
