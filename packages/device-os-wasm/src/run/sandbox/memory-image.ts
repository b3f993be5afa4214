/** Bytes that are kept together, or not at all. */
const BLOCK = 512
/** Compared first, as most of it is as it was. */
const STRETCH = 8 * BLOCK

/** Where a firmware's memory differs from that of a module that was never run. */
export class MemoryImage {
  #blocks: number[] = []
  #bytes = Buffer.alloc(0)

  /** @param from the address from which on it matters */
  take(memory: Buffer, pristine: Buffer, from: number): void {
    this.#blocks = differingBlocks(memory, pristine, from)
    const size = this.#blocks.length * BLOCK
    // Mostly as many blocks as before: thousands of times a second new bytes would keep the garbage collector busy.
    if (size > this.#bytes.length) this.#bytes = Buffer.allocUnsafeSlow(size)
    let kept = 0
    for (const start of this.#blocks) kept += memory.copy(this.#bytes, kept, start, start + BLOCK)
  }

  /** Puts what was taken into a memory that is pristine. */
  put(memory: Buffer): void {
    let kept = 0
    for (const start of this.#blocks) {
      this.#bytes.copy(memory, start, kept, kept + BLOCK)
      kept += BLOCK
    }
  }

  /** Makes a memory pristine that differs only where this image does. */
  remove(memory: Buffer, pristine: Buffer): void {
    for (const start of this.#blocks) pristine.copy(memory, start, start, start + BLOCK)
  }
}

function differingBlocks(memory: Buffer, pristine: Buffer, from: number): number[] {
  const starts: number[] = []
  for (let stretch = from - (from % BLOCK); stretch < memory.length; stretch += STRETCH) {
    if (isSame(memory, pristine, stretch, STRETCH)) continue
    for (let start = stretch; start < stretch + STRETCH; start += BLOCK) {
      if (!isSame(memory, pristine, start, BLOCK)) starts.push(start)
    }
  }
  return starts
}

function isSame(memory: Buffer, pristine: Buffer, start: number, size: number): boolean {
  const end = Math.min(start + size, memory.length)
  return memory.compare(pristine, start, end, start, end) === 0
}
