export {
  CONFIGURE_AP_KEYS,
  type ConfigureApRequest,
  type DeviceIdAnswer,
  deviceIdAnswerSchema,
  EAP_TYPES,
  type PublicKeyAnswer,
  publicKeyAnswerSchema,
  type ResultAnswer,
  resultAnswerSchema,
  type ScanAnswer,
  type ScanEntry,
  SET_KEYS,
  type SetRequest,
  SOFTAP_COMMANDS,
  SOFTAP_DEFAULTS,
  SOFTAP_LIMITS,
  type SoftApCommand,
  scanAnswerSchema,
  scanEntrySchema,
  type VersionAnswer,
  versionAnswerSchema,
} from './commands.ts'
export { PUBLIC_KEY_LAYOUT, publicKeyToWire, trimPublicKey } from './public-key.ts'
export { RESULT_CODES, type ResultName, resultName } from './result-codes.ts'
export { SECURITY, type SecurityKind, type SecurityName, securityKind, securityName } from './security.ts'
