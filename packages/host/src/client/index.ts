export { SECURITY, type SecurityName, securityName } from '@particle-setup/protocol/softap'
export type { CallOptions } from '../deadline.ts'
export {
  BadEnterpriseSettings,
  BadPasswordLength,
  BadSsidLength,
  ConnectionLost,
  DeviceBusy,
  HttpRefused,
  InvalidInput,
  KeyMismatch,
  MalformedAnswer,
  MalformedRequest,
  NetworkNotFound,
  ParticleSetupError,
  PhotonUnreachable,
  Refused,
  SettingRefused,
  SoftApError,
  SoftApRefusal,
  TimedOut,
} from '../errors/index.ts'
export { COMMAND_TIMEOUTS_MS } from './command.ts'
export { type ConfigureWifiArgument, configureWifi } from './configure-wifi.ts'
export { type ConnectResult, connectToWifi } from './connect-to-wifi.ts'
export { getDeviceId, getPublicKey, getVersion, type PhotonIdentity } from './device.ts'
export type { EapCredentials, EapTlsCredentials, PeapCredentials } from './eap.ts'
export { type EncryptArgument, encryptWifiPassword } from './encrypt-wifi-password.ts'
export { type PhotonAddressOptions, type PhotonOptions, photonFromEnvironment } from './options.ts'
export {
  type PhotonStepEvent,
  type PhotonStepName,
  type ProvisionedPhoton,
  type ProvisionPhotonArgument,
  provisionPhoton,
} from './provision-photon.ts'
export { type AvailableAP, getAvailableAPs } from './scan.ts'
export { type SetClaimCodeArgument, setClaimCode } from './set-claim-code.ts'
export type { SoftApRequest, SoftApTransport } from './transport/transport.ts'
export type { WifiCredentials, WifiNetwork } from './wifi.ts'
