export { SECURITY, type SecurityName, securityName } from '@particle-setup/protocol/softap'
export { COMMAND_TIMEOUTS_MS } from './client/command.ts'
export { type ConfigureWifiArgument, configureWifi } from './client/configure-wifi.ts'
export { type ConnectResult, connectToWifi } from './client/connect-to-wifi.ts'
export { getDeviceId, getPublicKey, getVersion, type PhotonIdentity } from './client/device.ts'
export type { EapCredentials, EapTlsCredentials, PeapCredentials } from './client/eap.ts'
export { type EncryptArgument, encryptWifiPassword } from './client/encrypt-wifi-password.ts'
export { type PhotonAddressOptions, type PhotonOptions, photonFromEnvironment } from './client/options.ts'
export {
  type PhotonStepEvent,
  type PhotonStepName,
  type ProvisionedPhoton,
  type ProvisionPhotonArgument,
  provisionPhoton,
} from './client/provision-photon.ts'
export { type AvailableAP, getAvailableAPs } from './client/scan.ts'
export { type SetClaimCodeArgument, setClaimCode } from './client/set-claim-code.ts'
export type { SoftApRequest, SoftApTransport } from './client/transport/transport.ts'
export type { WifiCredentials, WifiNetwork } from './client/wifi.ts'
export type { Fetch, FetchAnswer, FetchInit } from './cloud/request.ts'
export type { CallOptions } from './deadline.ts'
export {
  BackInListeningMode,
  BadEnterpriseSettings,
  BadPasswordLength,
  BadSsidLength,
  CloudError,
  type CloudErrorCode,
  type CloudErrorFacts,
  CloudUnreachable,
  ConnectionLost,
  DeviceBusy,
  DeviceNotSeen,
  HttpRefused,
  InvalidInput,
  KeyMismatch,
  MalformedAnswer,
  MalformedRequest,
  MissingCredentials,
  NetworkNotFound,
  ParticleSetupError,
  PhotonUnreachable,
  Refused,
  RegistryError,
  type RegistryErrorCode,
  SettingRefused,
  SoftApError,
  SoftApRefusal,
  StreamClosed,
  StreamSilent,
  TimedOut,
  UnreadableEvent,
} from './errors/index.ts'
export type { NetworkHook, ProvisionState } from './flow/context.ts'
export {
  PROVISION_TIMEOUTS_MS,
  type ProvisionArgument,
  type ProvisionResult,
  provision,
} from './flow/provision.ts'
export {
  PROVISION_STEPS,
  type ProvisionProgress,
  type ProvisionStepName,
  type StepOutcome,
  type StepReport,
} from './flow/step.ts'
export { type CustomerTokenArgument, getTokenForCustomer } from './registry/customer-token.ts'
export { createMemoryRegistry } from './registry/memory.ts'
export type { CustomerKey, CustomerRecord, ProvisionedDevice, Registry } from './registry/registry.ts'
export { DEFAULT_REGISTRY_FILE, openSqliteRegistry } from './registry/sqlite.ts'
export type { ClaimCode, ClaimCodeArgument } from './server/claim-codes.ts'
export { configFromEnvironment, type Environment, type ServerConfig } from './server/config.ts'
export type { Customer, DeleteCustomerArgument, EnsuredCustomer } from './server/customers.ts'
export {
  createParticleServer,
  type ParticleProvision,
  type ParticleServer,
} from './server/particle-server.ts'
export type { AdminToken, CustomerArgument, ScopedToken } from './server/tokens.ts'
export {
  createDeviceCustomer,
  deleteCustomer,
  ensureCustomerExists,
  generateClaimCode,
  getAdminToken,
  getScopedClientToken,
  initializeParticleProvision,
  type ServerCallOptions,
} from './server/verbs.ts'
export type { StreamFetch } from './streaming/connection.ts'
export { type Device, getDevice, listDevices } from './streaming/devices.ts'
export type { ParticleEvent } from './streaming/event.ts'
export {
  type CallFunctionArgument,
  callFunction,
  type ToggleStreamArgument,
  toggleStream,
} from './streaming/function.ts'
export { getParticleStream, type ParticleStreamArgument } from './streaming/get-particle-stream.ts'
export type { CloudOptions, DeviceOptions } from './streaming/options.ts'
export type { ParticleStream, ParticleStreamEvents } from './streaming/particle-stream.ts'
export type { ReconnectPolicy } from './streaming/reconnect.ts'
export { type GetVariableArgument, getVariable } from './streaming/variable.ts'
