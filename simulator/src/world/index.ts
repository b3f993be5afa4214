export {
  type AccessPoint,
  type Air,
  type AirEntry,
  type AirNetwork,
  type AirOptions,
  createAir,
  DEFAULT_NETWORKS,
  type JoinOutcome,
} from './air.ts'
export type { JoinSecurity } from './air-security.ts'
export type { Clock, Timer, VirtualClock } from './clock.ts'
export { createEmitter, type Emitter } from './emitter.ts'
export { createFaults, type Fault, type FaultKind, type Faults, type FaultTargets } from './faults.ts'
export { createLink, type LinkEnd } from './link.ts'
export { createRandom, type Random } from './random.ts'
export { createRealClock, type RealClockOptions } from './real-clock.ts'
export { createVirtualClock, type VirtualClockOptions } from './virtual-clock.ts'
