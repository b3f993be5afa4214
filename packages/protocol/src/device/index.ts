export {
  type Describe,
  type ModuleDescription,
  VARIABLE_TYPES,
  type VariableType,
  type VariableValue,
} from './describe.ts'
export {
  DEFAULT_EVENT_TTL_SECONDS,
  DEVICE_LIMITS,
  PHOTON_PLATFORM_ID,
  SESSION_TIMES_MS,
} from './limits.ts'
export type { CloudEnd, ConnectToCloud, DeviceEnd, DeviceIdentity, DeviceLink } from './link.ts'
export type {
  CloudToDevice,
  DeviceMessage,
  DeviceToCloud,
  EventMessage,
  Hello,
  SubscriptionScope,
  Token,
} from './message.ts'
export type { Vitals } from './vitals.ts'
