import { createDecipheriv } from 'node:crypto'
import { SOFTAP_LIMITS } from '@particle-setup/protocol/softap'
import { decodeHex } from '../rsa/hex.ts'
import type { Credentials } from './request.ts'

/** EAP types that a Photon knows. Source: Device OS v2.3.1 hal/inc/wlan_hal.h. */
const EAP_TLS = 13
const EAP_PEAP = 25

/** Room for a certificate and for a private key, closing NUL included, in bytes. Source: the same. */
const CERTIFICATE_BYTES = 4096
const PRIVATE_KEY_BYTES = 2048

const PEAP_PASSWORD_BYTES = 64
const AES_BLOCK_BYTES = 16

/** Whether everything that the EAP type needs is there and fits. */
export function checkEnterprise(credentials: Credentials): boolean {
  const { outerIdentity, innerIdentity, password, clientCertificate, rootCa, eapType } = credentials
  const { max } = SOFTAP_LIMITS.identityBytes
  if (outerIdentity.length > max || innerIdentity.length > max) return false
  if (rootCa.length >= CERTIFICATE_BYTES) return false
  switch (eapType) {
    case EAP_PEAP:
      return innerIdentity !== '' && password !== '' && password.length <= PEAP_PASSWORD_BYTES
    case EAP_TLS: {
      const keyBytes = decryptPrivateKey(credentials).length
      const certificateFits = clientCertificate !== '' && clientCertificate.length < CERTIFICATE_BYTES
      return certificateFits && keyBytes > 0 && keyBytes < PRIVATE_KEY_BYTES
    }
    default:
      return false
  }
}

/**
 * The private key's PEM as the device keeps it: AES-128-CBC, its padding left in place.
 *
 * @returns no bytes where the key or its envelope is missing.
 */
export function decryptPrivateKey({ encryptedKey, envelope }: Credentials): Uint8Array {
  if (envelope === undefined || encryptedKey === '') return new Uint8Array()
  const ciphertext = decodeHex(encryptedKey, encryptedKey.length)
  const blocks = new Uint8Array(Math.ceil(ciphertext.length / AES_BLOCK_BYTES) * AES_BLOCK_BYTES)
  blocks.set(ciphertext)
  const secret = new Uint8Array(2 * AES_BLOCK_BYTES)
  secret.set(envelope.subarray(0, secret.length))
  const decipher = createDecipheriv(
    'aes-128-cbc',
    secret.subarray(0, AES_BLOCK_BYTES),
    secret.subarray(AES_BLOCK_BYTES),
  ).setAutoPadding(false)
  return Buffer.concat([decipher.update(blocks), decipher.final()])
}
