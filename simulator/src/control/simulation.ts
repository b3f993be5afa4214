import type { SimulatorInfo } from '../info.ts'
import type { Photon } from '../photon/index.ts'
import type { Air, Clock, Faults, VirtualClock } from '../world/index.ts'
import type { Journal } from './journal.ts'

/** What the control routes look into and steer. */
export interface Simulation {
  readonly clock: Clock | VirtualClock
  readonly air: Air
  readonly faults: Faults
  readonly journal: Journal
  readonly photons: readonly Photon[]
  info(): Promise<SimulatorInfo>
  /** The cloud's HTTP API, described. */
  openApi(): object
}
