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
