// Past the rooms' own lists: those name Express, whose types our users need not have.
export { StateFileError } from './cloud/backplane/index.ts'
export type { CloudSettings } from './cloud/settings.ts'
export type { Journal, JournalEntry } from './control/journal.ts'
export { ListenError, PortTakenError, SimulatorOptionError } from './errors.ts'
export type { PhotonInfo, SimulatorInfo } from './info.ts'
export type { SimulatorOptions } from './options.ts'
export {
  createMcp9808,
  createRegisterFile,
  createSpiLoopback,
  FlashFileError,
  type I2cPeripheral,
  type InputPins,
  type LedSignal,
  type Mcp9808,
  type Mcp9808Options,
  type Peripheral,
  PeripheralError,
  type Photon,
  PhotonClosedError,
  PhotonError,
  type PhotonEvents,
  type PhotonProfile,
  type PhotonSnapshot,
  type PhotonState,
  type Pin,
  PinError,
  type PinState,
  type Pins,
  type RegisterFile,
  type RegisterFileOptions,
  type SpiLoopback,
  type SpiLoopbackOptions,
  type SpiPeripheral,
} from './photon/index.ts'
export { projectAtHand } from './program.ts'
export { createSimulator, type Simulator } from './simulator.ts'
export { type WatchFirmwareOptions, watchFirmware } from './watch-firmware.ts'
export {
  AdvanceLimitError,
  type AdvanceUntilOptions,
  type Air,
  type AirNetwork,
  type Clock,
  type Fault,
  type Faults,
  type VirtualClock,
} from './world/index.ts'
export { readWorldFile, type World } from './world-file.ts'
