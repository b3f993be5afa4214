import { encryptAes128Cbc, randomBytes } from '#crypto'
import { encryptUnder } from './encrypt-wifi-password.ts'
import { toHex } from './hex.ts'

const KEY_BYTES = 16

/**
 * Encrypts the private key of EAP-TLS for `configure-ap`: with a fresh AES-128 key and IV, which go along
 * under the Photon's own key. Source: Device OS v2.3.1 softap.cpp ConfigureAPCommand.
 */
export function encryptPrivateKey(pem: string, publicKey: Uint8Array): { key: string; ek: string } {
  const envelope = randomBytes(2 * KEY_BYTES)
  const key = envelope.subarray(0, KEY_BYTES)
  const iv = envelope.subarray(KEY_BYTES)
  const ciphertext = encryptAes128Cbc(key, iv, new TextEncoder().encode(pem))
  return { key: toHex(ciphertext), ek: encryptUnder(publicKey, envelope) }
}
