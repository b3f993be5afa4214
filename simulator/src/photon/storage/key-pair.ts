import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
} from 'node:crypto'
import { promisify } from 'node:util'

/** The RSA-1024 pair that is the Photon's identity before the cloud and guards setup passwords. */
export interface DeviceKeyPair {
  /** DER PKCS#1, as in the device's flash. */
  readonly privateKeyDer: Uint8Array
  /** DER SubjectPublicKeyInfo, 162 bytes. */
  readonly publicKeyDer: Uint8Array
  /**
   * The bare RSA operation on 128 bytes. Padding is the caller's: Node either refuses PKCS#1 v1.5
   * decryption or hides bad padding (CVE-2023-46809), and the device does neither.
   *
   * @throws RangeError when the number is not smaller than the modulus.
   */
  decryptRaw(ciphertext: Uint8Array): Uint8Array
}

const generate = promisify(generateKeyPair)

/** Makes a pair in the thread pool: 5 to 10 ms. */
export async function generateDeviceKeyPair(): Promise<DeviceKeyPair> {
  const { privateKey } = await generate('rsa', { modulusLength: 1024, publicExponent: 0x10001 })
  return fromKeyObject(privateKey)
}

/** @throws Error when the bytes are no PKCS#1 private key. */
export function loadDeviceKeyPair(privateKeyDer: Uint8Array): DeviceKeyPair {
  return fromKeyObject(createPrivateKey({ key: Buffer.from(privateKeyDer), format: 'der', type: 'pkcs1' }))
}

function fromKeyObject(privateKey: KeyObject): DeviceKeyPair {
  return {
    privateKeyDer: privateKey.export({ format: 'der', type: 'pkcs1' }),
    publicKeyDer: createPublicKey(privateKey).export({ format: 'der', type: 'spki' }),
    decryptRaw(ciphertext) {
      try {
        return privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, ciphertext)
      } catch (cause) {
        throw new RangeError('the ciphertext is not smaller than the modulus of the device key', { cause })
      }
    },
  }
}
