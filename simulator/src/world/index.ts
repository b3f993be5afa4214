export {
  type AccessPoint,
  type Air,
  type AirEntry,
  type AirNetwork,
  createAir,
  type JoinOutcome,
} from './air.ts'
export type { JoinSecurity } from './air-security.ts'
export {
  AdvanceLimitError,
  type AdvanceUntilOptions,
  type Clock,
  type Timer,
  type VirtualClock,
} from './clock.ts'
export { createEmitter, type Emitter } from './emitter.ts'
export { createFaults, type Fault, type Faults } from './faults.ts'
export { createLink } from './link.ts'
export { createRandom, type Random } from './random.ts'
export { createRealClock } from './real-clock.ts'
export { createVirtualClock } from './virtual-clock.ts'
