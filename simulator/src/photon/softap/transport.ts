import type { Clock } from '../../world/index.ts'
import type { Connections } from './connections.ts'
import type { Dispatch } from './dispatcher.ts'
import type { SoftApProfile } from './profile.ts'

/** What both transports work with. */
export interface TransportOptions {
  readonly connections: Connections
  readonly dispatch: Dispatch
  readonly profile: SoftApProfile
  readonly clock: Clock
  /** Told of a fault in the device behind the protocol. */
  readonly onFault: (error: unknown) => void
}
