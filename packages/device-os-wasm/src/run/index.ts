export type { Frame } from '../line-table.ts'
export {
  type Board,
  type BoardCloud,
  type BoardPins,
  type BoardSerial,
  type BoardTime,
  EEPROM_BYTES,
  type PinEdge,
  type PinMode,
  type PublishRequest,
} from './board.ts'
export type {
  BoardConnection,
  BoardDatagram,
  BoardDatagrams,
  BoardListener,
  BoardNetwork,
  BoardSocket,
} from './board-network.ts'
export type {
  BoardRgb,
  RgbLook,
  RgbState,
  RgbStatus,
  RgbSystemSignal,
} from './board-rgb.ts'
export {
  type BoardButton,
  type BoardFlags,
  type BoardSystem,
  type ResetRequest,
  type SleepRequest,
  SYSTEM_FLAGS,
  type SystemFlag,
} from './board-system.ts'
export type {
  BoardWifi,
  StaticAddresses,
  WifiAccessPoint,
  WifiAddresses,
  WifiAntenna,
  WifiCipher,
  WifiCredentials,
  WifiEap,
  WifiSecurity,
} from './board-wifi.ts'
export {
  FirmwareLimitError,
  FirmwareStoppedError,
  FirmwareTrapError,
  UnknownFunctionError,
} from './errors.ts'
export type { Firmware, FirmwareMode } from './firmware.ts'
export type { PageRequest, PageResponse } from './pages.ts'
export { PANIC } from './panic-codes.ts'
export type { BoardI2c, BoardServo, BoardSpi, SpiSettings } from './peripherals.ts'
export { RETAINED_BYTES } from './retained.ts'
export { DEFAULT_START_TIMEOUT_MS, type RunOptions, run } from './run.ts'
export type { VariableType, VariableValue } from './values.ts'
