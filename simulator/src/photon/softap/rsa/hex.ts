/**
 * Decodes hex as the firmware does: nothing is rejected. Other characters give some number, and a
 * missing last digit counts as 0.
 *
 * Source: Device OS v2.3.1 softap.cpp `hex_decode`.
 *
 * @param maxBytes how much room there is; further digits are ignored.
 */
export function decodeHex(text: string, maxBytes: number): Uint8Array {
  const bytes = new Uint8Array(Math.min(maxBytes, Math.ceil(text.length / 2)))
  for (let i = 0; i < bytes.length; i++) {
    const low = 2 * i + 1 < text.length ? nibble(text.charCodeAt(2 * i + 1)) : 0
    bytes[i] = (nibble(text.charCodeAt(2 * i)) << 4) | low
  }
  return bytes
}

function nibble(code: number): number {
  if (code < 48) return 0
  if (code <= 57) return code - 48
  if (code <= 90) return code - 55
  if (code <= 122) return code - 87
  return 0
}
