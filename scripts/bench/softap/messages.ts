import type { SetupPorts } from './contestants/contestant.ts'

/** What a Photon was given before it left listening mode. */
export interface Given {
  readonly ssid: string
  readonly password: string
  readonly claimCode: string
}

/** From the process of one Photon: it is in listening mode, for the first time or again. */
export interface Listening {
  readonly ports: SetupPorts
  /** By the sequence that has just ended. */
  readonly given?: Given
}

/** To the process of a fleet. */
export type FleetOrder = 'listen'

/** From the process of a fleet: after the order and at the start, and once every Photon is in the cloud. */
export type FleetNews =
  | { readonly kind: 'listening'; readonly photons: readonly SetupPorts[]; readonly cloud: FleetCloud }
  /** Processor time of that process since it began to listen. */
  | { readonly kind: 'online'; readonly cpuMs: number }

/** What provisioning from first to last needs of the simulated cloud. */
export interface FleetCloud {
  readonly apiUrl: string
  readonly product: string
  readonly oauthClient: string
  readonly oauthSecret: string
}
