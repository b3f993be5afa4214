/** An access point as a Photon's radio hears it. */
export interface AccessPoint {
  /** Raw bytes, 0 to 32; empty is a hidden network. */
  readonly ssid: Uint8Array
  /** Six bytes, `aa:bb:cc:dd:ee:ff`. */
  readonly bssid: string
  readonly rssiDbm: number
  /** WICED security value. */
  readonly sec: number
  readonly channel: number
  /** Highest data rate in kbit/s. */
  readonly maxRateKbps: number
}
