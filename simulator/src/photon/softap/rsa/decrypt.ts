import { PUBLIC_KEY_LAYOUT, RESULT_CODES } from '@particle-setup/protocol/softap'
import { decodeHex } from './hex.ts'
import { unpadPkcs1 } from './unpad.ts'

/** mbedTLS's "the private key operation failed", for every failure but the two that have codes of their own. */
const PRIVATE_KEY_FAILED = -0x4300

export type Decrypted =
  | { readonly ok: true; readonly message: Uint8Array }
  | { readonly ok: false; readonly result: number }

/**
 * Decrypts what a client sent as hex. Fewer than 256 digits leave the rest of the block undefined on
 * a device and 0 here: bad padding either way.
 */
export async function decryptHex(
  hex: string,
  decryptRaw: (ciphertext: Uint8Array) => Promise<Uint8Array>,
  badPaddingResult: number,
): Promise<Decrypted> {
  const ciphertext = new Uint8Array(PUBLIC_KEY_LAYOUT.modulusBytes)
  ciphertext.set(decodeHex(hex, ciphertext.length))
  try {
    const message = unpadPkcs1(await decryptRaw(ciphertext))
    return message === undefined ? { ok: false, result: badPaddingResult } : { ok: true, message }
  } catch (error) {
    return { ok: false, result: error instanceof RangeError ? RESULT_CODES.badRsaInput : PRIVATE_KEY_FAILED }
  }
}
