/** The wire is handled as text with one character a byte, so that a name in any encoding passes unharmed. */
export function toBytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}

export function fromBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

export function upToNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0)
  return end < 0 ? bytes : bytes.subarray(0, end)
}
