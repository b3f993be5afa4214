import { pbkdf2Sync } from 'node:crypto'

/** What a device has stored of a network's security: the cipher is found out when it joins. */
export type JoinSecurity = 'open' | 'wep' | 'wpa' | 'wpa2' | 'wpa-enterprise' | 'wpa2-enterprise'

type JoinClass = 'open' | 'wep' | 'psk' | 'enterprise'

const WEP_BIT = 0x1
const ENTERPRISE_BIT = 0x0200_0000

/** WPA and WPA2 are one class: the radio takes from the beacon which of them it is. */
export function joinClass(security: JoinSecurity | number): JoinClass {
  if (typeof security === 'number') {
    if (security === 0) return 'open'
    if (security & WEP_BIT) return 'wep'
    return security & ENTERPRISE_BIT ? 'enterprise' : 'psk'
  }
  if (security === 'open' || security === 'wep') return security
  return security.endsWith('enterprise') ? 'enterprise' : 'psk'
}

/** Whether an access point lets this key in. */
export function admits(
  network: { readonly ssid: Uint8Array; readonly sec: number; readonly password: string | undefined },
  key: Uint8Array,
): boolean {
  const kind = joinClass(network.sec)
  if (kind === 'open' || network.password === undefined) return true
  const own = Buffer.from(network.password, 'utf8')
  if (own.equals(key)) return true
  if (kind === 'wep') return wepKey(own) === wepKey(key)
  // Two passphrases that differ have different master keys: deriving them would only cost time.
  return (
    kind === 'psk' && isHexPsk(own) !== isHexPsk(key) && masterKey(own, network) === masterKey(key, network)
  )
}

/** A WPA key of 64 hex digits is the pairwise master key itself. Source: IEEE 802.11i annex H.4. */
function isHexPsk(key: Uint8Array): boolean {
  return /^[0-9a-fA-F]{64}$/.test(latin1(key))
}

function masterKey(key: Uint8Array, network: { readonly ssid: Uint8Array }): string {
  if (isHexPsk(key)) return latin1(key).toLowerCase()
  return pbkdf2Sync(key, network.ssid, 4096, 32, 'sha1').toString('hex')
}

/**
 * The digits of a WEP key, without the index and length that a Photon keeps before them: in hex up to Device
 * OS 0.6, decoded since.
 */
function wepKey(key: Uint8Array): string {
  const text = latin1(key)
  const digits = isDecodedWepKey(key) ? Buffer.from(key).toString('hex') : text
  const kept = /^0[0-3](?:05([0-9a-fA-F]{10})|0[dD]([0-9a-fA-F]{26}))$/.exec(digits)
  const hex = kept?.[1] ?? kept?.[2] ?? (/^([0-9a-fA-F]{10}|[0-9a-fA-F]{26})$/.test(text) ? text : undefined)
  return (hex ?? Buffer.from(key).toString('hex')).toLowerCase()
}

function isDecodedWepKey([index = Number.NaN, length = 0, ...key]: Uint8Array): boolean {
  return index <= 3 && (length === 5 || length === 13) && key.length === length
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}
