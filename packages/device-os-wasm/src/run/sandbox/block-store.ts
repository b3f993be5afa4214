/** Bytes that are kept together, or not at all. */
export const BLOCK = 512

const BLOCKS_A_SLAB = 2048

/**
 * Room for what is kept of many memories, in few pieces of a megabyte: with bytes of their own for each, thousands of
 * memories would have the engine collect all garbage again and again as they grow.
 */
export class BlockStore {
  readonly #slabs: Buffer[] = []
  readonly #free: number[] = []

  /** Answers the number of a block that nobody has. */
  take(): number {
    const free = this.#free.pop()
    if (free !== undefined) return free
    const first = this.#slabs.length * BLOCKS_A_SLAB
    this.#slabs.push(Buffer.allocUnsafeSlow(BLOCKS_A_SLAB * BLOCK))
    for (let block = first + BLOCKS_A_SLAB - 1; block > first; block--) this.#free.push(block)
    return first
  }

  give(block: number): void {
    this.#free.push(block)
  }

  /** Keeps the block of a memory that begins there. */
  save(block: number, memory: Buffer, start: number): void {
    const offset = (block % BLOCKS_A_SLAB) * BLOCK
    memory.copy(this.#slabOf(block), offset, start, start + BLOCK)
  }

  load(block: number, memory: Buffer, start: number): void {
    const offset = (block % BLOCKS_A_SLAB) * BLOCK
    this.#slabOf(block).copy(memory, start, offset, offset + BLOCK)
  }

  #slabOf(block: number): Buffer {
    const slab = this.#slabs[Math.floor(block / BLOCKS_A_SLAB)]
    if (slab === undefined) throw new RangeError(`there is no block ${block}`)
    return slab
  }
}
