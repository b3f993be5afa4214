import type { Host, ImportTable } from '../host.ts'
import type { SpiSettings } from '../peripherals.ts'

/** A data line that nobody drives. */
const IDLE = 0xff
const NO_DEVICE = -1
const NO_SERVO = -1
const MODES: readonly SpiSettings['mode'][] = [0, 1, 2, 3]

export function peripheralImports({ board: { i2c, spi, servo }, memory }: Host): ImportTable {
  const putAll = (pointer: number, size: number, bytes: Uint8Array): void => {
    const all = new Uint8Array(size).fill(IDLE)
    all.set(bytes.subarray(0, size))
    memory.put(pointer, all)
  }
  return {
    i2c_write: (address: number, data: number, size: number, stop: number) =>
      i2c?.write(address, memory.copy(data, size), stop !== 0) ?? NO_DEVICE,
    i2c_read(address: number, data: number, size: number, stop: number) {
      const bytes = i2c?.read(address, size, stop !== 0)
      if (bytes !== undefined) putAll(data, size, bytes)
      return bytes === undefined ? 0 : 1
    },
    spi_transfer(
      bus: number,
      transmit: number,
      receive: number,
      size: number,
      clockHertz: number,
      mode: number,
      lsbFirst: number,
    ) {
      const sent = transmit === 0 ? new Uint8Array(size).fill(IDLE) : memory.copy(transmit, size)
      const received = spi?.transfer(sent, {
        bus: bus === 0 ? 'SPI' : 'SPI1',
        clockHertz: clockHertz >>> 0,
        mode: MODES[mode] ?? 3,
        bitOrder: lsbFirst === 0 ? 'msb-first' : 'lsb-first',
      })
      if (receive !== 0) putAll(receive, size, received ?? new Uint8Array(0))
    },
    servo_pulse: (pin: number, microseconds: number) =>
      servo?.set(pin, microseconds === NO_SERVO ? undefined : microseconds),
  }
}
