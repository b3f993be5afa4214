import type { WifiAccessPoint, WifiCipher, WifiCredentials, WifiSecurity } from './board-wifi.ts'
import type { FirmwareMemory } from './memory.ts'

/** `WLanSecurityType` */
const SECURITIES: readonly WifiSecurity[] = [
  'open',
  'wep',
  'wpa',
  'wpa2',
  'wpa-enterprise',
  'wpa2-enterprise',
]
const SECURITY_NOT_SET = 0xff
/** `WLanSecurityCipher` */
const CIPHERS: readonly (WifiCipher | undefined)[] = [undefined, 'aes', 'tkip', 'aes-tkip']

/** Offsets in bytes of `WiFiAccessPoint` in wiring/inc/wlan_hal.h, which asserts them. */
const POINT = {
  ssid: 4,
  ssidLength: 37,
  bssid: 38,
  security: 44,
  cipher: 48,
  channel: 52,
  maxDataRate: 56,
  rssi: 60,
}

/** Offsets of `WLanCredentials`, of which a text or certificate is a pointer and its length. */
const CREDENTIALS = {
  ssid: 4,
  password: 12,
  security: 20,
  cipher: 24,
  channel: 28,
  eapType: 40,
  innerIdentity: 44,
  outerIdentity: 52,
  privateKey: 60,
  clientCertificate: 68,
  rootCa: 76,
}

const SSID_BYTES = 32
const BSSID_BYTES = 6

export function putAccessPoint(memory: FirmwareMemory, pointer: number, point: WifiAccessPoint): void {
  const ssid = point.ssid.subarray(0, SSID_BYTES)
  const name = new Uint8Array(SSID_BYTES + 1)
  name.set(ssid)
  memory.put(pointer + POINT.ssid, name)
  memory.put(pointer + POINT.ssidLength, Uint8Array.of(ssid.length))
  memory.put(pointer + POINT.bssid, sixBytes(point.bssid))
  const security = point.security === undefined ? SECURITY_NOT_SET : SECURITIES.indexOf(point.security)
  memory.putInt32(pointer + POINT.security, security)
  memory.putInt32(pointer + POINT.cipher, Math.max(0, CIPHERS.indexOf(point.cipher)))
  memory.put(pointer + POINT.channel, Uint8Array.of(point.channel ?? 0))
  memory.putInt32(pointer + POINT.maxDataRate, point.maxDataRate ?? 0)
  memory.putInt32(pointer + POINT.rssi, point.rssiDbm ?? 0)
}

export function readCredentials(memory: FirmwareMemory, pointer: number): WifiCredentials {
  const view = new DataView(memory.bytes().buffer)
  const word = (offset: number): number => view.getUint32((pointer >>> 0) + offset, true)
  const long = (offset: number) => sized(memory, word(offset), word(offset + 4))
  // Lengths from version 2 of the structure on are 16 bits.
  const short = (offset: number) => sized(memory, word(offset), word(offset + 4) & 0xffff)
  const type = word(CREDENTIALS.eapType)
  return {
    ssid: long(CREDENTIALS.ssid),
    password: long(CREDENTIALS.password),
    security: SECURITIES[word(CREDENTIALS.security)],
    cipher: CIPHERS[word(CREDENTIALS.cipher)],
    channel: word(CREDENTIALS.channel),
    eap:
      type === 0
        ? undefined
        : {
            type,
            innerIdentity: short(CREDENTIALS.innerIdentity),
            outerIdentity: short(CREDENTIALS.outerIdentity),
            privateKey: short(CREDENTIALS.privateKey),
            clientCertificate: short(CREDENTIALS.clientCertificate),
            rootCa: short(CREDENTIALS.rootCa),
          },
  }
}

export function sixBytes(address: Uint8Array | undefined): Uint8Array {
  const bytes = new Uint8Array(BSSID_BYTES)
  bytes.set(address?.subarray(0, BSSID_BYTES) ?? [])
  return bytes
}

function sized(memory: FirmwareMemory, pointer: number, length: number): Uint8Array {
  return pointer === 0 ? new Uint8Array() : memory.copy(pointer, length)
}
