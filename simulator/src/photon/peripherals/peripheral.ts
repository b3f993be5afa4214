import type { SpiSettings } from '@particle-setup/device-os-wasm/run'

/**
 * A device on the I²C bus at D0 and D1. It keeps its state while the Photon is off, as one with power of its own.
 */
export interface I2cPeripheral {
  readonly bus: 'i2c'
  /** For people. */
  readonly name: string
  /** 7 bits. */
  readonly address: number
  /** @returns how many of the bytes it acknowledges */
  write(bytes: Uint8Array): number
  /** @returns what it sends; the bus reads 0xFF after it */
  read(count: number): Uint8Array
}

/** A device on an SPI bus, meant while the program holds its pin LOW. */
export interface SpiPeripheral {
  readonly bus: 'spi'
  readonly name: string
  /** Number or name of the pin that selects it. */
  readonly selectPin: number | string
  /** Default: both. */
  readonly port?: SpiSettings['bus']
  /** @returns what it sends meanwhile; the bus reads 0xFF after it */
  transfer(bytes: Uint8Array, settings: SpiSettings): Uint8Array
  /** Its pin has gone HIGH again: a transaction is over. */
  deselect?(): void
}

export type Peripheral = I2cPeripheral | SpiPeripheral
