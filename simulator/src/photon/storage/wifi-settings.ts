import type { StaticAddresses, WifiAntenna } from '@particle-setup/device-os-wasm/run'

/** What a program has told the Photon of its Wi-Fi, beside networks. */
export interface WifiSettings {
  /** Empty: the network is told none. */
  readonly hostname: string
  /** Given in place of a lease, while `usesStaticIp`. */
  readonly staticAddresses: StaticAddresses | undefined
  readonly usesStaticIp: boolean
  readonly antenna: WifiAntenna
}

export const FACTORY_WIFI_SETTINGS: WifiSettings = {
  hostname: '',
  staticAddresses: undefined,
  usesStaticIp: false,
  // Source: Device OS documentation of WiFi.selectAntenna().
  antenna: 'internal',
}
