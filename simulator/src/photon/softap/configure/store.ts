import { SOFTAP_LIMITS } from '@particle-setup/protocol/softap'
import type { StoredNetwork } from '../../storage/network.ts'
import { toBytes } from '../bytes.ts'
import { decodeHex } from '../rsa/hex.ts'
import { decryptPrivateKey } from './enterprise.ts'
import type { Credentials } from './request.ts'
import { toSecurityKind } from './security.ts'

/** Bytes of key that flash has room for. */
const KEY_BYTES = 64

/** WICED_SECURITY_WEP_PSK. */
const WEP_PSK = 1

/** First bytes up to this are the key index of a WEP key that is binary already. */
const LAST_WEP_INDEX = 4

/** @param sec WICED security value that the checks settled on. */
export function toStoredNetwork(credentials: Credentials, sec: number): StoredNetwork {
  const security = toSecurityKind(sec) ?? 'open'
  const network = {
    ssid: toBytes(credentials.ssid),
    security,
    password: security === 'open' ? new Uint8Array() : storedKey(credentials.password, sec),
    channel: credentials.channel,
  }
  return credentials.eapType === 0 ? network : { ...network, eap: enterprise(credentials) }
}

/** What Device OS before 0.7.0 stores: whatever came, cut to the room there is. */
export function toUncheckedNetwork(credentials: Credentials): StoredNetwork {
  return {
    ssid: toBytes(credentials.ssid.slice(0, SOFTAP_LIMITS.ssidBytes.max)),
    security: toSecurityKind(credentials.sec) ?? 'open',
    password: toBytes(credentials.password.slice(0, KEY_BYTES)),
    channel: credentials.channel,
  }
}

export function storedKey(password: string, sec: number): Uint8Array {
  const isHex = sec === WEP_PSK && password.length > 1 && password.charCodeAt(0) > LAST_WEP_INDEX
  return isHex ? decodeHex(password, KEY_BYTES) : toBytes(password.slice(0, KEY_BYTES))
}

function enterprise(credentials: Credentials): NonNullable<StoredNetwork['eap']> {
  return {
    type: credentials.eapType,
    outerIdentity: utf8(credentials.outerIdentity),
    innerIdentity: utf8(credentials.innerIdentity),
    clientCertificate: utf8(credentials.clientCertificate),
    rootCa: utf8(credentials.rootCa),
    privateKey: decryptPrivateKey(credentials),
  }
}

function utf8(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8')
}
