import { constants, createPrivateKey, createPublicKey, type KeyObject, privateDecrypt } from 'node:crypto'
import { PUBLIC_KEY_LAYOUT } from '@particle-setup/protocol/softap'
import type { PrimePair } from './prime-pool.ts'

const EXPONENT = BigInt(PUBLIC_KEY_LAYOUT.exponent)

/**
 * The RSA-1024 pair that is the Photon's identity before the cloud and guards setup passwords. Everything but its
 * primes is made anew each time: of thousands of Photons, few are ever asked for more than the public key, once.
 */
export class DeviceKeyPair {
  private readonly primes: PrimePair

  constructor(primes: PrimePair) {
    this.primes = primes
  }

  /** DER SubjectPublicKeyInfo, 162 bytes. */
  get publicKeyDer(): Uint8Array {
    return createPublicKey({ key: this.publicJwk(), format: 'jwk' }).export({ format: 'der', type: 'spki' })
  }

  /** DER PKCS#1, as in the device's flash. */
  get privateKeyDer(): Uint8Array {
    return this.privateKey().export({ format: 'der', type: 'pkcs1' })
  }

  /**
   * The bare RSA operation on 128 bytes. Padding is the caller's: Node either refuses PKCS#1 v1.5
   * decryption or hides bad padding (CVE-2023-46809), and the device does neither.
   *
   * @throws RangeError when the number is not smaller than the modulus.
   */
  decryptRaw(ciphertext: Uint8Array): Uint8Array {
    const key = this.privateKey()
    try {
      return privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, ciphertext)
    } catch (cause) {
      throw new RangeError('the ciphertext is not smaller than the modulus of the device key', { cause })
    }
  }

  private privateKey(): KeyObject {
    const [p, q] = this.primes
    const d = inverse(EXPONENT, (p - 1n) * (q - 1n))
    const key = {
      ...this.publicJwk(),
      d: base64url(d),
      p: base64url(p),
      q: base64url(q),
      dp: base64url(d % (p - 1n)),
      dq: base64url(d % (q - 1n)),
      qi: base64url(inverse(q, p)),
    }
    return createPrivateKey({ key, format: 'jwk' })
  }

  /** Source: RFC 7518, 6.3. */
  private publicJwk() {
    const [p, q] = this.primes
    return { kty: 'RSA', n: base64url(p * q), e: base64url(EXPONENT) }
  }
}

/** @throws Error when the bytes are no PKCS#1 private key. */
export function loadDeviceKeyPair(privateKeyDer: Uint8Array): DeviceKeyPair {
  const key = createPrivateKey({ key: Buffer.from(privateKeyDer), format: 'der', type: 'pkcs1' })
  const { p = '', q = '' } = key.export({ format: 'jwk' })
  return new DeviceKeyPair([integer(p), integer(q)])
}

/** What `value` has to be multiplied by to leave 1. Source: the extended Euclidean algorithm. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [remainder, next, factor, nextFactor] = [modulus, value % modulus, 0n, 1n]
  while (next !== 0n) {
    const quotient = remainder / next
    ;[remainder, next] = [next, remainder - quotient * next]
    ;[factor, nextFactor] = [nextFactor, factor - quotient * nextFactor]
  }
  return factor < 0n ? factor + modulus : factor
}

function base64url(value: bigint): string {
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url')
}

function integer(text: string): bigint {
  return BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`)
}
