export { ParticleSetupError } from './base.ts'
export {
  CloudError,
  type CloudErrorCode,
  type CloudErrorFacts,
  CloudUnreachable,
} from './cloud.ts'
export { InvalidInput, MissingCredentials, TimedOut } from './general.ts'
export { BackInListeningMode, DeviceNotSeen } from './provision.ts'
export { RegistryError, type RegistryErrorCode } from './registry.ts'
export {
  BadEnterpriseSettings,
  BadPasswordLength,
  BadSsidLength,
  ConnectionLost,
  DeviceBusy,
  HttpRefused,
  KeyMismatch,
  MalformedAnswer,
  MalformedRequest,
  NetworkNotFound,
  PhotonUnreachable,
  Refused,
  SettingRefused,
  SoftApError,
  SoftApRefusal,
} from './softap.ts'
export { StreamClosed, StreamSilent, UnreadableEvent } from './stream.ts'
