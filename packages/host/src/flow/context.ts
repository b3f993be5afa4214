import type { EapCredentials } from '../client/eap.ts'
import type { PhotonAddressOptions } from '../client/options.ts'
import type { WifiNetwork } from '../client/wifi.ts'
import type { Registry } from '../registry/registry.ts'
import type { ServerConfig } from '../server/config.ts'
import type { ParticleServer } from '../server/particle-server.ts'

/**
 * What a provisioning has found out so far. Hand the same object to the next run and that takes up where
 * this one stopped. It holds a token and a claim code: keep it in memory.
 */
export interface ProvisionState {
  customerCreated?: boolean
  scopedToken?: string
  claimCode?: string
  deviceId?: string
  publicKey?: Uint8Array
  /** The Photon that holds the claim code; another one is set up from the start. */
  claimCodeSetOn?: string
  connected?: boolean
  online?: boolean
  /** What the cloud last showed of the device. */
  seen?: Sight
  recorded?: boolean
}

/** How the cloud shows a device to the customer. */
export type Sight = 'online' | 'offline' | 'not-owned'

/** What a hook that involves the person is given. */
export interface NetworkHook {
  /** Aborts when the step's time is over. */
  signal: AbortSignal
}

/** All that the steps work on. */
export interface ProvisionContext {
  customerEmail: string
  /** The only Photon to accept. */
  deviceId: string | undefined
  wifiObj: WifiNetwork
  password: string | undefined
  eap: EapCredentials | undefined
  config: ServerConfig
  server: ParticleServer
  photon: PhotonAddressOptions
  client: string
  registry: Registry
  joinSetupNetwork: ((hook: NetworkHook) => Promise<void> | void) | undefined
  leaveSetupNetwork: ((hook: NetworkHook) => Promise<void> | void) | undefined
  seesSetupNetwork: ((hook: NetworkHook) => Promise<boolean> | boolean) | undefined
  onWarning: ((message: string) => void) | undefined
  /** Between two looks at the Photon or the cloud, in milliseconds. */
  pollMs: number
  state: ProvisionState
}

/** A fact that an earlier step has established; its absence is a mistake in the order of the steps. */
export function known<K extends keyof ProvisionState>(
  state: ProvisionState,
  key: K,
): NonNullable<ProvisionState[K]> {
  const value = state[key]
  if (value === undefined || value === null) throw new Error(`no step before this one has established ${key}`)
  return value
}
