/** The I²C bus on D0 (SDA) and D1 (SCL), whose one master the firmware is. Addresses have 7 bits. */
export interface BoardI2c {
  /**
   * `Wire.endTransmission()`. No bytes at all is how programs look for devices.
   *
   * @param stop false: the bus is kept for a read that follows
   * @returns how many of the bytes were acknowledged, `undefined` when no device has this address
   */
  write(address: number, bytes: Uint8Array, stop: boolean): number | undefined
  /**
   * `Wire.requestFrom()`.
   *
   * @returns what the device sends, 0xFF where that is less than `count`; `undefined` when no device has this address
   */
  read(address: number, count: number, stop: boolean): Uint8Array | undefined
}

/** How the program has set an SPI bus. */
export interface SpiSettings {
  /** `SPI` (A3 SCK, A4 MISO, A5 MOSI) or `SPI1` (D4, D3, D2). */
  readonly bus: 'SPI' | 'SPI1'
  /** What the bus's clock can do of what was asked for. */
  readonly clockHertz: number
  readonly mode: 0 | 1 | 2 | 3
  /** Bytes are passed as the program writes them, whichever of their bits goes first. */
  readonly bitOrder: 'msb-first' | 'lsb-first'
}

/** Both SPI buses. Which device is meant, the program says by a pin that it writes. */
export interface BoardSpi {
  /** @returns what came in meanwhile, 0xFF where that is less than went out */
  transfer(bytes: Uint8Array, settings: SpiSettings): Uint8Array
}

export interface BoardServo {
  /** The width of the pulse that a servo at this pin gets, 0 before the first; `undefined` once it is detached. */
  set(pin: number, pulseMicroseconds: number | undefined): void
}
