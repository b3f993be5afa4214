import forge from 'node-forge'
import { fromLatin1, toLatin1 } from '../bytes.ts'

/**
 * RSAES-PKCS1-v1_5 under a Photon's key in a browser: WebCrypto has no such scheme.
 *
 * @param spki DER SubjectPublicKeyInfo without padding.
 * @param plaintext at most 117 bytes.
 */
export function encryptPkcs1(spki: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const key = forge.pki.publicKeyFromAsn1(forge.asn1.fromDer(toLatin1(spki)))
  return fromLatin1(key.encrypt(toLatin1(plaintext), 'RSAES-PKCS1-V1_5'))
}

/**
 * AES-128 in CBC mode with PKCS#7 padding. Not WebCrypto's: a page that may open plain HTTP to a Photon often
 * came by plain HTTP itself, and has no `crypto.subtle` then.
 *
 * @param key 16 bytes.
 * @param iv 16 bytes.
 */
export function encryptAes128Cbc(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const cipher = forge.cipher.createCipher('AES-CBC', toLatin1(key))
  cipher.start({ iv: toLatin1(iv) })
  cipher.update(forge.util.createBuffer(toLatin1(plaintext)))
  cipher.finish()
  return fromLatin1(cipher.output.getBytes())
}

/** Bytes fit for a key. */
export function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count))
}
