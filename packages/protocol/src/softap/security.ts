/**
 * WICED security values as `scan-ap` reports and `configure-ap` takes them.
 * Source: wwd_constants.h; names as Particle's own setup clients use them.
 */
export const SECURITY = {
  none: 0,
  wep_psk: 1,
  wep_shared: 0x8001,
  wpa_tkip: 0x0020_0002,
  wpa_aes: 0x0020_0004,
  wpa_mixed: 0x0020_0006,
  wpa2_tkip: 0x0040_0002,
  wpa2_aes: 0x0040_0004,
  wpa2_mixed: 0x0040_0006,
  wpa_enterprise_tkip: 0x0220_0002,
  wpa_enterprise_aes: 0x0220_0004,
  wpa_enterprise_mixed: 0x0220_0006,
  wpa2_enterprise_tkip: 0x0240_0002,
  wpa2_enterprise_aes: 0x0240_0004,
  wpa2_enterprise_mixed: 0x0240_0006,
} as const

export type SecurityName = keyof typeof SECURITY

/** What is left of a security value once the device has dropped the cipher bits. */
export type SecurityKind = 'open' | 'wep' | 'wpa' | 'wpa2' | 'wpa-enterprise' | 'wpa2-enterprise'

const WEP = 0x1
const WPA = 0x0020_0000
const WPA2 = 0x0040_0000
const ENTERPRISE = 0x0200_0000

/**
 * Reduces a security value to the kind the device keeps.
 *
 * @returns the kind, or `undefined` where the device would let its own scan decide (unknown, WPS, ad-hoc).
 */
export function securityKind(sec: number): SecurityKind | undefined {
  if (sec === 0) return 'open'
  if (sec < 0) return undefined
  if (sec & WEP) return 'wep'
  const enterprise = (sec & ENTERPRISE) !== 0
  if (sec & WPA2) return enterprise ? 'wpa2-enterprise' : 'wpa2'
  if (sec & WPA) return enterprise ? 'wpa-enterprise' : 'wpa'
  return undefined
}

const NAMES = new Map<number, SecurityName>(
  Object.entries(SECURITY).map(([name, value]) => [value, name as SecurityName]),
)

/** The table's name for a security value, or `undefined` for one that is not in it. */
export function securityName(sec: number): SecurityName | undefined {
  return NAMES.get(sec)
}
