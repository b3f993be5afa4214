import type { SecurityKind } from '@particle-setup/protocol/softap'

const WEP = 0x1
const WPA = 0x0020_0000
const WPA2 = 0x0040_0000
const ENTERPRISE = 0x0200_0000

/**
 * The kind of security that the firmware makes of a WICED value, in the order in which it tests the
 * bits: every odd value is WEP, -1 ("unknown") included.
 *
 * Source: Device OS v2.3.1 wlan_hal.cpp `toSecurityType`.
 *
 * @returns `undefined` where none of the bits it knows is set: then a scan decides.
 */
export function toSecurityKind(sec: number): SecurityKind | undefined {
  const has = (bits: number): boolean => (sec & bits) === bits
  if (sec === 0) return 'open'
  if (has(WEP)) return 'wep'
  if (has(WPA2 | ENTERPRISE)) return 'wpa2-enterprise'
  if (has(WPA | ENTERPRISE)) return 'wpa-enterprise'
  if (has(WPA)) return 'wpa'
  if (has(WPA2)) return 'wpa2'
  return undefined
}
