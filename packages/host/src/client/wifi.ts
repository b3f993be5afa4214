import {
  SECURITY,
  type SecurityKind,
  type SecurityName,
  SOFTAP_LIMITS,
  securityKind,
} from '@particle-setup/protocol/softap'
import { InvalidInput } from '../errors/general.ts'
import { type CheckedEap, checkEap, type EapCredentials } from './eap.ts'
import { isUnstorable } from './unstorable.ts'
import { encodeWepKey } from './wep.ts'

/** The network a Photon is to join: an entry of `getAvailableAPs`, or the same by hand. */
export interface WifiNetwork {
  ssid: string
  /** WICED security value or its name in `SECURITY`. */
  sec: number | SecurityName
  /** Channel; the Photon stores it as given. Default 0. */
  ch?: number | undefined
  /** The name's bytes where they are not UTF-8; they then count instead of `ssid`. */
  ssidBytes?: Uint8Array | undefined
}

/** A network and how to get into it. */
export interface WifiCredentials {
  wifiObj: WifiNetwork
  /** In plain text. Ignored for an open network and for EAP-TLS. */
  password?: string | undefined
  /** How to log on. Needed for an enterprise network, and only there. */
  eap?: EapCredentials | undefined
}

/** A network that a Photon can be given, with the text that goes into the ciphertext. */
export interface CheckedNetwork {
  /** Bytes of the name. */
  ssid: Uint8Array
  sec: number
  ch: number
  /** `undefined` for an open network and for EAP-TLS. */
  plaintext: string | undefined
  /** `undefined` for a network that is not enterprise. */
  eap: CheckedEap | undefined
}

/**
 * Checks what a Photon would refuse or store wrongly, before anything is sent.
 *
 * @throws InvalidInput naming the argument. A message never holds the password or the private key.
 */
export function checkNetwork({ wifiObj, password, eap }: WifiCredentials): CheckedNetwork {
  if (wifiObj === undefined || wifiObj === null) {
    throw new InvalidInput(
      'wifiObj',
      'wifiObj is missing: give an entry of getAvailableAPs, or { ssid, sec }',
    )
  }
  const ssid = checkSsid(wifiObj)
  const sec = checkSecurity(wifiObj.sec, password, eap)
  const ch = wifiObj.ch ?? 0
  if (!Number.isInteger(ch) || ch < 0 || ch > 14) {
    throw new InvalidInput(
      'wifiObj.ch',
      `the channel is ${ch}: a Photon knows channels 1 to 14, 0 for unknown`,
    )
  }
  const plaintext = eap?.type === 'tls' ? undefined : checkPassword(sec, password)
  return { ssid, sec, ch, plaintext, eap: eap && checkEap(eap) }
}

function checkSsid({ ssid, ssidBytes }: WifiNetwork): Uint8Array {
  const refuse = (why: string) =>
    new InvalidInput('wifiObj.ssid', `network name ${JSON.stringify(ssid)} ${why}`)
  if (!ssidBytes && !ssid?.isWellFormed()) throw refuse('is not text that UTF-8 can express')
  const bytes = ssidBytes ?? new TextEncoder().encode(ssid)
  const { min, max } = SOFTAP_LIMITS.ssidBytes
  if (bytes.length < min || bytes.length > max) {
    throw refuse(`is ${bytes.length} bytes long: it must be ${min} to ${max}`)
  }
  if (bytes.some(isUnstorable)) {
    throw refuse(
      'holds a quote, a backslash or a control character, which a Photon cannot store: rename the network',
    )
  }
  return bytes
}

function checkSecurity(
  sec: number | SecurityName,
  password: string | undefined,
  eap: EapCredentials | undefined,
): number {
  const value = typeof sec === 'string' ? SECURITY[sec] : sec
  if (!Number.isInteger(value)) {
    throw new InvalidInput(
      'wifiObj.sec',
      `security ${JSON.stringify(sec)} is none of ${Object.keys(SECURITY).join(', ')}`,
    )
  }
  const kind = securityKind(value)
  if (isEnterprise(kind) && !eap) {
    throw new InvalidInput('eap', 'the network is an enterprise network: say by eap how to log on to it')
  }
  if (kind && !isEnterprise(kind) && eap) {
    throw new InvalidInput('eap', `the network is no enterprise network but ${kind}: leave eap out`)
  }
  if (kind) return value
  // The Photon replaces what it is told by what its own scan hears, but takes an odd value, -1 included, for WEP.
  if (eap) return SECURITY.wpa2_enterprise_aes
  return password ? SECURITY.wpa2_aes : SECURITY.none
}

function isEnterprise(kind: SecurityKind | undefined): boolean {
  return kind === 'wpa-enterprise' || kind === 'wpa2-enterprise'
}

function checkPassword(sec: number, password: string | undefined): string | undefined {
  const kind = securityKind(sec)
  if (kind === 'open') return undefined
  const refuse = (why: string) => new InvalidInput('password', `the Wi-Fi password ${why}`)
  if (!password) throw refuse('is missing: the network is not open')
  if (!password.isWellFormed() || password.includes('\0')) throw refuse('holds a character that no Wi-Fi has')
  if (kind === 'wep') return encodeWepKey(password)
  const { min, max } = isEnterprise(kind) ? SOFTAP_LIMITS.enterprisePasswordBytes : SOFTAP_LIMITS.pskBytes
  const length = new TextEncoder().encode(password).length
  if (length < min || length > max) {
    throw refuse(
      `is ${length} bytes long: ${isEnterprise(kind) ? 'PEAP takes' : 'WPA and WPA2 take'} ${min} to ${max}`,
    )
  }
  return password
}
