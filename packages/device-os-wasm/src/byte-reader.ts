/** Reads bytes, little-endian numbers and LEB128 numbers of up to 32 bits in turn. */
export class ByteReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length
  }

  /** @throws RangeError behind the end. */
  byte(): number {
    const value = this.#bytes[this.#at]
    if (value === undefined) throw new RangeError('the bytes end early')
    this.#at++
    return value
  }

  bytes(count: number): Uint8Array {
    if (this.#at + count > this.#bytes.length) throw new RangeError('the bytes end early')
    this.#at += count
    return this.#bytes.subarray(this.#at - count, this.#at)
  }

  /** From the beginning. */
  get position(): number {
    return this.#at
  }

  uint16(): number {
    return this.byte() | (this.byte() << 8)
  }

  uint32(): number {
    return (this.uint16() | (this.uint16() << 16)) >>> 0
  }

  /** Up to a zero, which is passed over. */
  text(): string {
    const start = this.#at
    while (this.byte() !== 0) {}
    return Buffer.from(this.#bytes.subarray(start, this.#at - 1)).toString('utf8')
  }

  unsigned(): number {
    return this.#leb128().value >>> 0
  }

  signed(): number {
    const { value, bits } = this.#leb128()
    return bits < 32 ? (value << (32 - bits)) >> (32 - bits) : value
  }

  #leb128(): { value: number; bits: number } {
    let value = 0
    let bits = 0
    let byte = 0x80
    while (byte & 0x80) {
      byte = this.byte()
      value |= (byte & 0x7f) << bits
      bits += 7
    }
    return { value, bits }
  }
}
