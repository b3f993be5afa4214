const decoder = new TextDecoder()
const encoder = new TextEncoder()

const NOWHERE: Uint8Array<ArrayBuffer> = new Uint8Array(0)

/** A firmware's memory, read and written from outside while the firmware is in a sandbox. */
export class FirmwareMemory {
  #bytes = NOWHERE

  /** `undefined`: the firmware is in none. */
  place(bytes: Uint8Array<ArrayBuffer> | undefined): void {
    this.#bytes = bytes ?? NOWHERE
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes
  }

  text(pointer: number, length: number): string {
    return decoder.decode(this.bytes().subarray(pointer >>> 0, (pointer >>> 0) + length))
  }

  copy(pointer: number, length: number): Uint8Array {
    return this.bytes().slice(pointer >>> 0, (pointer >>> 0) + length)
  }

  put(pointer: number, bytes: Uint8Array): void {
    this.bytes().set(bytes, pointer >>> 0)
  }

  /** Writes whole characters, as many as fit before the terminator. */
  putText(pointer: number, size: number, text: string): void {
    const target = this.bytes().subarray(pointer >>> 0, (pointer >>> 0) + size - 1)
    const { written } = encoder.encodeInto(text, target)
    this.bytes()[(pointer >>> 0) + written] = 0
  }

  putInt32(pointer: number, value: number): void {
    const bytes = this.bytes()
    new DataView(bytes.buffer).setInt32(pointer >>> 0, value, true)
  }
}
