const MIN_PADDING_BYTES = 8

/**
 * Takes PKCS#1 v1.5 encryption padding off: 00 02, at least eight bytes that are not 0, then 00.
 *
 * Done by hand because `RSA_PKCS1_PADDING` of newer Nodes answers random bytes for bad padding
 * (implicit rejection), where a Photon says that it is bad.
 *
 * @returns the message, or `undefined` for bad padding.
 */
export function unpadPkcs1(block: Uint8Array): Uint8Array | undefined {
  if (block[0] !== 0 || block[1] !== 2) return undefined
  const separator = block.indexOf(0, 2)
  return separator < 2 + MIN_PADDING_BYTES ? undefined : block.subarray(separator + 1)
}
