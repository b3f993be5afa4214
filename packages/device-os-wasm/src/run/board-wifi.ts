export type WifiSecurity = 'open' | 'wep' | 'wpa' | 'wpa2' | 'wpa-enterprise' | 'wpa2-enterprise'
export type WifiCipher = 'aes' | 'tkip' | 'aes-tkip'

/** A network in the air or in flash. Names are raw bytes. */
export interface WifiAccessPoint {
  /** 0 to 32 bytes. */
  readonly ssid: Uint8Array
  /** `undefined`: not known. */
  readonly security: WifiSecurity | undefined
  readonly cipher?: WifiCipher | undefined
  /** Six bytes. */
  readonly bssid?: Uint8Array
  readonly channel?: number
  /** Bits a second. */
  readonly maxDataRate?: number
  readonly rssiDbm?: number
}

/** What the program wants stored: `WiFi.setCredentials()`. */
export interface WifiCredentials {
  readonly ssid: Uint8Array
  readonly password: Uint8Array
  /** `undefined`: as it is in the air. */
  readonly security: WifiSecurity | undefined
  /** `undefined`: for WPA, as it is in the air. */
  readonly cipher: WifiCipher | undefined
  readonly channel: number
  /** Enterprise networks only. */
  readonly eap: WifiEap | undefined
}

export interface WifiEap {
  /** 13 is TLS, 25 PEAP. */
  readonly type: number
  readonly innerIdentity: Uint8Array
  readonly outerIdentity: Uint8Array
  readonly privateKey: Uint8Array
  readonly clientCertificate: Uint8Array
  readonly rootCa: Uint8Array
}

/** Where addresses are `a.b.c.d`. */
export interface WifiAddresses {
  readonly local: string
  readonly subnetMask: string
  readonly gateway: string
  readonly dns: string
  /** 0.0.0.0 for a static address. */
  readonly dhcp: string
}

export type StaticAddresses = Omit<WifiAddresses, 'dhcp'>

export type WifiAntenna = 'internal' | 'external' | 'auto'

export interface BoardWifi {
  ready(): boolean
  connecting?(): boolean
  listening?(): boolean
  /** dBm; 2 while not ready, as on the device. */
  rssiDbm?(): number
  ssid?(): string
  /** Of the access point it is on, six bytes. Default: zeros. */
  bssid?(): Uint8Array
  /** Its own, six bytes. Default: zeros. */
  readonly macAddress?: Uint8Array
  /** Default: 0.0.0.0, each. */
  addresses?(): Partial<WifiAddresses>
  on?(): void
  off?(): void
  /** `skipListen`, default false: without credentials, stay as it is rather than begin to listen. */
  connect?(skipListen?: boolean): void
  disconnect?(): void
  listen?(enable: boolean): void
  hasCredentials?(): boolean
  clearCredentials?(): void
  /** Default: false, nothing can be stored. */
  setCredentials?(credentials: WifiCredentials): Promise<boolean>
  /** The first tried first. Default: none. */
  storedNetworks?(): readonly WifiAccessPoint[]
  /** Default: nothing is heard. */
  scan?(): Promise<readonly WifiAccessPoint[]>
  /** Default: the internal one, which cannot be changed. */
  readonly antenna?: WifiAntenna
  selectAntenna?(antenna: WifiAntenna): void
  /** Default: empty, cannot be set. */
  hostname?(): string
  setHostname?(name: string): void
  /** Seconds after which listening ends by itself; 0 is never. Default: 0, cannot be set. */
  listenTimeout?(): number
  setListenTimeout?(seconds: number): void
  /** Addresses to have once `useStaticIp(true)` was called, from the next connection on. */
  setStaticIp?(addresses: StaticAddresses): void
  useStaticIp?(enable: boolean): void
}
