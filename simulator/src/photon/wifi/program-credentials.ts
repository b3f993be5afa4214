import type { WifiCipher, WifiCredentials, WifiSecurity } from '@particle-setup/device-os-wasm/run'
import { SOFTAP_LIMITS } from '@particle-setup/protocol/softap'
import type { AccessPoint } from '../../world/index.ts'
import { keyFits } from '../softap/configure/network.ts'
import { toSecurityKind } from '../softap/configure/security.ts'
import { storedKey } from '../softap/configure/store.ts'
import type { StoredNetwork } from '../storage/network.ts'
import { cipherOf } from './cipher.ts'

/** WICED security values. Source: Device OS v2.3.1 wlan_hal.cpp `toSecurity`. */
const SECURITIES: Readonly<Record<WifiSecurity, number>> = {
  open: 0,
  wep: 0x1,
  wpa: 0x0020_0000,
  wpa2: 0x0040_0000,
  'wpa-enterprise': 0x0220_0000,
  'wpa2-enterprise': 0x0240_0000,
}

/**
 * What `WiFi.setCredentials()` stores: security and cipher as stated, or as they are in the air where either is
 * missing. Source: Device OS v2.3.1 wlan_hal.cpp `wlan_set_credentials`.
 *
 * @returns `undefined` for what the device refuses.
 */
export async function networkOf(
  credentials: WifiCredentials,
  scan: () => Promise<readonly AccessPoint[]>,
): Promise<StoredNetwork | undefined> {
  const { ssid, password, channel, eap } = credentials
  const { ssidBytes } = SOFTAP_LIMITS
  if (ssid.length < ssidBytes.min || ssid.length > ssidBytes.max) return undefined
  const sec = await securityOf(credentials, scan)
  if (sec === undefined || !keyFits(sec, password.length)) return undefined
  const security = toSecurityKind(sec)
  if (security === undefined) return undefined
  const network = {
    ssid,
    security,
    password: security === 'open' ? new Uint8Array() : storedKey(latin1(password), sec),
    channel,
  }
  if (eap === undefined) return network
  const { type, outerIdentity, innerIdentity, clientCertificate, rootCa, privateKey } = eap
  return {
    ...network,
    eap: {
      type,
      outerIdentity: utf8(outerIdentity),
      innerIdentity: utf8(innerIdentity),
      clientCertificate: utf8(clientCertificate),
      rootCa: utf8(rootCa),
      privateKey,
    },
  }
}

async function securityOf(
  { ssid, security, cipher }: WifiCredentials,
  scan: () => Promise<readonly AccessPoint[]>,
): Promise<number | undefined> {
  const isWpa = security !== 'open' && security !== 'wep'
  if (security !== undefined && (!isWpa || cipher !== undefined)) return SECURITIES[security] | bitsOf(cipher)
  const heard = await scan()
  return heard.findLast(point => Buffer.from(point.ssid).equals(ssid))?.sec
}

function bitsOf(cipher: WifiCipher | undefined): number {
  return [0x2, 0x4, 0x6].find(bits => cipherOf(bits) === cipher) ?? 0
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8')
}
