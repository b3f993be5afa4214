import type { Air, Clock, Faults, Random } from '../world/index.ts'

/** What is around a Photon. */
export interface PhotonWorld {
  readonly clock: Clock
  readonly random: Random
  readonly air: Air
  readonly faults: Faults
}
