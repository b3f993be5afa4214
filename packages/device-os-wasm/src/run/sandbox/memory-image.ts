import { BLOCK, type BlockStore } from './block-store.ts'

/** Compared first, as most of it is as it was. */
const STRETCH = 8 * BLOCK

/** Where a firmware's memory differs from that of a module that was never run. */
export class MemoryImage {
  readonly #store: BlockStore
  /** Where in memory each block begins, and its number in the store. */
  readonly #starts: number[] = []
  readonly #blocks: number[] = []

  constructor(store: BlockStore) {
    this.#store = store
  }

  /** @param from the address from which on it matters */
  take(memory: Buffer, pristine: Buffer, from: number): void {
    this.#compare(memory, pristine, from)
    while (this.#blocks.length < this.#starts.length) this.#blocks.push(this.#store.take())
    this.#giveBack(this.#starts.length)
    this.#each((start, block) => this.#store.save(block, memory, start))
  }

  /** Puts what was taken into a memory that is pristine. */
  put(memory: Buffer): void {
    this.#each((start, block) => this.#store.load(block, memory, start))
  }

  /** Makes a memory pristine that differs only where this image does. */
  remove(memory: Buffer, pristine: Buffer): void {
    for (const start of this.#starts) pristine.copy(memory, start, start, start + BLOCK)
  }

  /** Nobody needs it any more. */
  drop(): void {
    this.#starts.length = 0
    this.#giveBack(0)
  }

  #compare(memory: Buffer, pristine: Buffer, from: number): void {
    this.#starts.length = 0
    for (let stretch = from - (from % BLOCK); stretch < memory.length; stretch += STRETCH) {
      if (isSame(memory, pristine, stretch, STRETCH)) continue
      const end = Math.min(stretch + STRETCH, memory.length)
      for (let start = stretch; start < end; start += BLOCK) {
        if (!isSame(memory, pristine, start, BLOCK)) this.#starts.push(start)
      }
    }
  }

  #giveBack(kept: number): void {
    for (let block = this.#blocks[kept]; block !== undefined; block = this.#blocks[kept]) {
      this.#store.give(block)
      this.#blocks.splice(kept, 1)
    }
  }

  #each(work: (start: number, block: number) => void): void {
    for (let index = 0; index < this.#starts.length; index++) {
      const start = this.#starts[index]
      const block = this.#blocks[index]
      if (start !== undefined && block !== undefined) work(start, block)
    }
  }
}

function isSame(memory: Buffer, pristine: Buffer, start: number, size: number): boolean {
  const end = Math.min(start + size, memory.length)
  return memory.compare(pristine, start, end, start, end) === 0
}
