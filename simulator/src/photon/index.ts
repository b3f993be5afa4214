export type { PhotonOptions } from './assemble-hardware.ts'
export { FlashFileError, PeripheralError, PhotonClosedError, PhotonError, PinError } from './errors.ts'
export type { PhotonEvents } from './events.ts'
export { ProgramStore } from './firmware/program-store.ts'
export type { LedSignal, PhotonState } from './led.ts'
export {
  createMcp9808,
  createRegisterFile,
  createSpiLoopback,
  type I2cPeripheral,
  type Mcp9808,
  type Mcp9808Options,
  type Peripheral,
  type RegisterFile,
  type RegisterFileOptions,
  type SpiLoopback,
  type SpiLoopbackOptions,
  type SpiPeripheral,
} from './peripherals/index.ts'
export { createPhoton, type Photon } from './photon.ts'

export { pinName, pinNumber } from './pin-names.ts'
export type { InputPins, Pin, PinState, Pins } from './pins.ts'
export type { RunFirmware } from './power-cycle.ts'
export { type Generation, PHOTON_2_3_1, type PhotonProfile } from './profile.ts'

export type { PhotonSnapshot } from './snapshot.ts'
export type { SocketReach } from './sockets/sockets.ts'
export type { Flash } from './storage/flash.ts'
export {
  createFlash,
  openFlashFile,
} from './storage/flash-file.ts'
export type { StoredNetwork } from './storage/network.ts'
export { PrimePool } from './storage/prime-pool.ts'

export { networkOf } from './wifi/program-credentials.ts'
export type { PhotonWorld } from './world.ts'
