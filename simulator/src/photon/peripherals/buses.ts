import type { BoardI2c, BoardSpi } from '@particle-setup/device-os-wasm/run'
import { PeripheralError } from '../errors.ts'
import { pinName, pinNumber } from '../pin-names.ts'
import type { I2cPeripheral, Peripheral, SpiPeripheral } from './peripheral.ts'

/** What is attached to a Photon's buses, whichever program runs. */
export interface Buses {
  readonly attached: readonly Peripheral[]
  readonly i2c: BoardI2c
  readonly spi: BoardSpi
  /** @throws PeripheralError, PinError */
  attach(peripheral: Peripheral): () => void
}

interface SelectPins {
  isPulledLow(pin: number): boolean
  onWrite(listener: (pin: number) => void): void
}

const ADDRESSES = 0x80

export function createBuses(pins: SelectPins): Buses {
  const devices = new Map<number, I2cPeripheral>()
  /** By the pin that selects them; true while it has. */
  const selectable = new Map<number, { readonly device: SpiPeripheral; selected: boolean }>()
  const attached: Peripheral[] = []

  pins.onWrite(pin => {
    const found = selectable.get(pin)
    if (!found?.selected || pins.isPulledLow(pin)) return
    found.selected = false
    found.device.deselect?.()
  })

  const keep = <T extends Peripheral>(places: Map<number, unknown>, place: number, peripheral: T) => {
    attached.push(peripheral)
    return () => {
      if (!attached.includes(peripheral)) return
      attached.splice(attached.indexOf(peripheral), 1)
      places.delete(place)
    }
  }
  const attachI2c = (device: I2cPeripheral) => {
    const { address, name } = device
    if (!Number.isInteger(address) || address < 0 || address >= ADDRESSES) {
      throw new PeripheralError(`${name} has the I²C address ${address}; give one of 7 bits, 0 to 127`)
    }
    const other = devices.get(address)
    if (other)
      throw new PeripheralError(`${other.name} has the I²C address ${address} already; detach it first`)
    devices.set(address, device)
    return keep(devices, address, device)
  }
  const attachSpi = (device: SpiPeripheral) => {
    const pin = pinNumber(device.selectPin)
    const other = selectable.get(pin)?.device
    if (other) {
      throw new PeripheralError(`${other.name} is selected by ${pinName(pin)} already; detach it first`)
    }
    selectable.set(pin, { device, selected: false })
    return keep(selectable, pin, device)
  }
  return {
    attached,
    attach: peripheral => (peripheral.bus === 'i2c' ? attachI2c(peripheral) : attachSpi(peripheral)),
    i2c: {
      write: (address, bytes) => devices.get(address)?.write(bytes),
      read: (address, count) => devices.get(address)?.read(count),
    },
    spi: {
      // Where a program selects several, the one that was attached first is heard.
      transfer(bytes, settings) {
        let heard: Uint8Array | undefined
        for (const [pin, place] of selectable) {
          const { port = settings.bus } = place.device
          if (port !== settings.bus || !pins.isPulledLow(pin)) continue
          place.selected = true
          const answer = place.device.transfer(bytes, settings)
          heard ??= answer
        }
        return heard ?? new Uint8Array(0)
      },
    },
  }
}
