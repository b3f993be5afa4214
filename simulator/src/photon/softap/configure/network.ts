import { RESULT_CODES, SOFTAP_LIMITS } from '@particle-setup/protocol/softap'
import type { AccessPoint } from '../../../world/index.ts'
import { fromBytes } from '../bytes.ts'
import type { Credentials } from './request.ts'
import { toSecurityKind } from './security.ts'

/** WICED_SECURITY_WEP_PSK: what any kind of WEP is stored as. */
const WEP_PSK = 1

export interface NetworkCheck {
  readonly result: number
  /** WICED security value to store. */
  readonly sec: number
}

/** Length of the name, then the network's security, then the length of the key. */
export async function checkNetwork(
  { ssid, password, sec }: Credentials,
  scan: () => Promise<readonly AccessPoint[]>,
): Promise<NetworkCheck> {
  const { ssidBytes } = SOFTAP_LIMITS
  if (ssid.length < ssidBytes.min || ssid.length > ssidBytes.max) {
    return { result: RESULT_CODES.badSsidLength, sec }
  }
  const found = await discoverSecurity(ssid, sec, scan)
  if (found === undefined) return { result: RESULT_CODES.networkNotFound, sec }
  const result = keyFits(found, password.length) ? RESULT_CODES.ok : RESULT_CODES.badPasswordLength
  return { result, sec: found }
}

/**
 * The firmware throws the cipher away and has to look for it again, so that for WPA and WPA2 the
 * network must be in the air; what is heard replaces what was sent, the last access point of that
 * name winning.
 */
async function discoverSecurity(
  ssid: string,
  sec: number,
  scan: () => Promise<readonly AccessPoint[]>,
): Promise<number | undefined> {
  const kind = toSecurityKind(sec)
  if (kind === 'open') return 0
  if (kind === 'wep') return WEP_PSK
  const heard = await scan()
  return heard.findLast(accessPoint => fromBytes(accessPoint.ssid) === ssid)?.sec
}

export function keyFits(sec: number, keyBytes: number): boolean {
  const { wepBytes, pskBytes } = SOFTAP_LIMITS
  switch (toSecurityKind(sec)) {
    case 'wep':
      return keyBytes >= wepBytes.min && keyBytes <= wepBytes.max
    case 'wpa':
    case 'wpa2':
      return keyBytes >= pskBytes.min && keyBytes <= pskBytes.max
    default:
      return true
  }
}
