import type { SpiPeripheral } from './peripheral.ts'

export interface SpiLoopbackOptions {
  /** Number or name. Default: A2, the usual SS. */
  readonly selectPin?: number | string
}

export interface SpiLoopback extends SpiPeripheral {
  /** What it was sent, a list of bytes for each time that it was selected. */
  readonly transactions: readonly (readonly number[])[]
}

/** An SPI device that sends back what it is sent, and remembers it. */
export function createSpiLoopback({ selectPin = 'A2' }: SpiLoopbackOptions = {}): SpiLoopback {
  const transactions: number[][] = []
  let current: number[] | undefined
  return {
    bus: 'spi',
    name: 'loopback',
    selectPin,
    transactions,
    transfer(bytes) {
      if (current === undefined) {
        current = []
        transactions.push(current)
      }
      current.push(...bytes)
      return bytes
    },
    deselect() {
      current = undefined
    },
  }
}
