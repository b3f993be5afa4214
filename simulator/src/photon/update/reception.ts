import { crc32 } from 'node:zlib'

/** One chunk as it came in. */
export interface ReceivedChunk {
  readonly index: number
  /** CRC-32 of the data, as zlib has it. */
  readonly crc32: number
  readonly data: Uint8Array
}

/**
 * A file that comes in chunks, in any order. Chunks are held as they came: those of a cloud in the same process
 * are views of one file, which so is there once however many Photons receive it.
 */
export class Reception {
  private readonly fileBytes: number
  private readonly chunkBytes: number
  private readonly chunks: (Uint8Array | undefined)[]
  private received = 0

  constructor(fileBytes: number, chunkBytes: number) {
    this.fileBytes = fileBytes
    this.chunkBytes = chunkBytes
    this.chunks = Array.from({ length: Math.ceil(fileBytes / chunkBytes) }, () => undefined)
  }

  get isComplete(): boolean {
    return this.received === this.chunks.length
  }

  /** The file, in order. Good once it is complete. */
  get parts(): readonly Uint8Array[] {
    return this.chunks.filter(chunk => chunk !== undefined)
  }

  /**
   * Answers whether the chunk is good: its checksum, its place and its length, which for the last one may be what
   * is left of the file or a whole chunk, padded. Of a chunk that comes twice the first one counts.
   */
  take({ index, crc32: expected, data }: ReceivedChunk): boolean {
    const length = this.lengthOf(index)
    if (length === undefined || data.length < length || data.length > this.chunkBytes) return false
    if (crc32(data) !== expected >>> 0) return false
    if (this.chunks[index] === undefined) {
      this.chunks[index] = data.subarray(0, length)
      this.received++
    }
    return true
  }

  /** Indices of chunks that have not come, the lowest first. */
  missing(atMost: number): number[] {
    const indices: number[] = []
    for (const [index, chunk] of this.chunks.entries()) {
      if (indices.length === atMost) break
      if (chunk === undefined) indices.push(index)
    }
    return indices
  }

  /** `undefined` for an index that the file does not have. */
  private lengthOf(index: number): number | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.chunks.length) return undefined
    return Math.min(this.chunkBytes, this.fileBytes - index * this.chunkBytes)
  }
}
