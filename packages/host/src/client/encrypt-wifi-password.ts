import { trimPublicKey } from '@particle-setup/protocol/softap'
import { encryptPkcs1 } from '#crypto'
import { InvalidInput } from '../errors/general.ts'
import { fromHex, toHex } from './hex.ts'

/** RSA-1024 with PKCS#1 v1.5 padding takes no more. */
const LONGEST_PLAINTEXT_BYTES = 117

export interface EncryptArgument {
  password: string
  /** What `getPublicKey` gave, or the hex of a `public-key` answer; zeros after the key do not matter. */
  publicKey: Uint8Array | string
}

/**
 * Encrypts a password under a Photon's key: RSAES-PKCS1-v1_5 of its UTF-8 bytes, as 256 lower-case hex
 * digits.
 *
 * @throws InvalidInput for a key that is none, and for a password that is empty or longer than 117 bytes.
 */
export async function encryptWifiPassword({ password, publicKey }: EncryptArgument): Promise<string> {
  const plaintext = new TextEncoder().encode(password)
  if (plaintext.length === 0 || plaintext.length > LONGEST_PLAINTEXT_BYTES) {
    throw new InvalidInput(
      'password',
      `the password is ${plaintext.length} bytes long: a Photon's key encrypts 1 to ${LONGEST_PLAINTEXT_BYTES}`,
    )
  }
  return encryptUnder(publicKey, plaintext)
}

/**
 * Encrypts at most 117 bytes under a Photon's key, as 256 lower-case hex digits.
 *
 * @throws InvalidInput for a key that is none.
 */
export function encryptUnder(publicKey: Uint8Array | string, plaintext: Uint8Array): string {
  try {
    const spki = trimPublicKey(typeof publicKey === 'string' ? fromHex(publicKey) : publicKey)
    return toHex(encryptPkcs1(spki, plaintext))
  } catch (error) {
    throw new InvalidInput('publicKey', "the public key is not a Photon's: read it again", { cause: error })
  }
}
