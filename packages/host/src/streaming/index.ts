export type { Fetch, FetchAnswer, FetchInit } from '../cloud/request.ts'
export type { CallOptions } from '../deadline.ts'
export {
  CloudError,
  type CloudErrorCode,
  CloudUnreachable,
  InvalidInput,
  ParticleSetupError,
  StreamClosed,
  StreamSilent,
  TimedOut,
  UnreadableEvent,
} from '../errors/index.ts'
export type { StreamFetch } from './connection.ts'
export { type Device, getDevice, listDevices } from './devices.ts'
export type { ParticleEvent } from './event.ts'
export {
  type CallFunctionArgument,
  callFunction,
  type ToggleStreamArgument,
  toggleStream,
} from './function.ts'
export { getParticleStream, type ParticleStreamArgument } from './get-particle-stream.ts'
export type { CloudOptions, DeviceOptions } from './options.ts'
export type { ParticleStream, ParticleStreamEvents } from './particle-stream.ts'
export type { ReconnectPolicy } from './reconnect.ts'
export { type GetVariableArgument, getVariable } from './variable.ts'
