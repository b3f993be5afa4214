import {
  constants,
  createCipheriv,
  createPublicKey,
  type KeyObject,
  publicEncrypt,
  randomBytes as random,
} from 'node:crypto'
import { PUBLIC_KEY_LAYOUT } from '@particle-setup/protocol/softap'

/**
 * RSAES-PKCS1-v1_5 under a Photon's key. `forge.ts` does the same where there is no `node:crypto`.
 *
 * @param spki DER SubjectPublicKeyInfo without padding.
 * @param plaintext at most 117 bytes.
 */
export function encryptPkcs1(spki: Uint8Array, plaintext: Uint8Array): Uint8Array {
  return publicEncrypt({ key: parse(spki), padding: constants.RSA_PKCS1_PADDING }, plaintext)
}

/** OpenSSL 3 reads the inner PKCS#1 structure faster than the SubjectPublicKeyInfo around it. */
function parse(spki: Uint8Array): KeyObject {
  if (spki.length === PUBLIC_KEY_LAYOUT.spkiBytes) {
    const pkcs1 = spki.subarray(PUBLIC_KEY_LAYOUT.pkcs1Offset)
    return createPublicKey({ key: Buffer.from(pkcs1), format: 'der', type: 'pkcs1' })
  }
  return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
}

/**
 * AES-128 in CBC mode with PKCS#7 padding.
 *
 * @param key 16 bytes.
 * @param iv 16 bytes.
 */
export function encryptAes128Cbc(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-128-cbc', key, iv)
  return Buffer.concat([cipher.update(plaintext), cipher.final()])
}

/** Bytes fit for a key. */
export function randomBytes(count: number): Uint8Array {
  return random(count)
}
