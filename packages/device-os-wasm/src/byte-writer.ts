/** Writes bytes, text and LEB128 numbers of up to 32 bits one after the other. */
export class ByteWriter {
  readonly #bytes: number[] = []

  get written(): Uint8Array {
    return Uint8Array.from(this.#bytes)
  }

  byte(value: number): this {
    this.#bytes.push(value)
    return this
  }

  bytes(values: Uint8Array): this {
    for (const value of values) this.#bytes.push(value)
    return this
  }

  unsigned(value: number): this {
    let rest = value >>> 0
    for (; rest > 0x7f; rest >>>= 7) this.#bytes.push((rest & 0x7f) | 0x80)
    return this.byte(rest)
  }

  /** UTF-8 after its length in bytes. */
  text(value: string): this {
    const bytes = new TextEncoder().encode(value)
    return this.unsigned(bytes.length).bytes(bytes)
  }
}
