export {
  type Board,
  type BoardCloud,
  type BoardPins,
  type BoardRgb,
  type BoardSerial,
  type BoardSystem,
  type BoardTime,
  type BoardWifi,
  EEPROM_BYTES,
  type PinMode,
  type PublishRequest,
  type ResetRequest,
  type RgbState,
} from './board.ts'
export {
  FirmwareLimitError,
  FirmwareStoppedError,
  FirmwareTrapError,
  UnknownFunctionError,
} from './errors.ts'
export type { Firmware, FirmwareMode } from './firmware.ts'
export type { PageRequest, PageResponse } from './pages.ts'
export { RETAINED_BYTES } from './retained.ts'
export { DEFAULT_START_TIMEOUT_MS, type RunOptions, run } from './run.ts'
export type { VariableType, VariableValue } from './values.ts'
