/**
 * The layout of the key that `public-key` answers: a 162-byte DER SubjectPublicKeyInfo of an RSA-1024
 * key with exponent 65537, followed by zeros up to 294 bytes.
 * Source: Device OS v2.3.1 softap.cpp, communication/src/handshake.cpp.
 */
export const PUBLIC_KEY_LAYOUT = {
  /** Bytes on the wire, padding included: 588 hex digits. */
  paddedBytes: 294,
  spkiBytes: 162,
  /** Where the PKCS#1 RSAPublicKey starts inside the SubjectPublicKeyInfo. */
  pkcs1Offset: 22,
  modulusOffset: 29,
  modulusBytes: 128,
  exponent: 65537,
} as const

const DER_SEQUENCE = 0x30

/**
 * Cuts a device's padded key down to the DER structure that it holds, by the length that DER states.
 * Strict parsers reject the trailing zeros.
 *
 * @throws RangeError when the bytes do not start with a DER sequence or are shorter than it says.
 */
export function trimPublicKey(padded: Uint8Array): Uint8Array {
  if (padded[0] !== DER_SEQUENCE) {
    throw new RangeError(`public key starts with byte ${padded[0] ?? 'none'}, not with a DER sequence (48)`)
  }
  const first = padded[1] ?? 0
  const lengthBytes = first & 0x80 ? first & 0x7f : 0
  let length = lengthBytes === 0 ? first : 0
  for (let i = 0; i < lengthBytes; i++) length = length * 256 + (padded[2 + i] ?? 0)
  const total = 2 + lengthBytes + length
  if (lengthBytes > 2 || total > padded.length) {
    throw new RangeError(`public key is ${padded.length} bytes long, its DER header says ${total}`)
  }
  return padded.subarray(0, total)
}

/** Pads a SubjectPublicKeyInfo to what a Photon sends: 588 upper-case hex digits. */
export function publicKeyToWire(spki: Uint8Array): string {
  let hex = ''
  for (const byte of spki) hex += byte.toString(16).padStart(2, '0')
  return hex.toUpperCase().padEnd(PUBLIC_KEY_LAYOUT.paddedBytes * 2, '0')
}
