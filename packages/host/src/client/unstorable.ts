/** A Photon does not undo JSON's escapes, so what needs one cannot reach its storage. */
export function isUnstorable(byte: number): boolean {
  return byte < 0x20 || byte === 0x22 || byte === 0x5c
}
