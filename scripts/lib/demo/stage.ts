import type { PhotonAddressOptions, Registry, ServerConfig, WifiNetwork } from '@particle-setup/host'

/** Where the story plays: a simulator, or a desk with a Photon on it. */
export interface Stage extends AsyncDisposable {
  readonly config: ServerConfig
  readonly photon: PhotonAddressOptions
  readonly wifiObj: WifiNetwork
  readonly password: string | undefined
  readonly registry: Registry
  /** Simulated seconds that pass in a real one. */
  readonly speed: number
  readonly joinSetupNetwork?: () => void
  readonly leaveSetupNetwork?: () => void
}
