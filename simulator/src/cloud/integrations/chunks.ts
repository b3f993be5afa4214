/** Bytes of an answer that one event carries. Source: docs.particle.io, webhook reference, multipart responses. */
export const CHUNK_BYTES = 512

/** Parts of at most that many bytes of UTF-8, none of which ends within a character. An empty text is one part. */
export function chunksOf(text: string, maxBytes = CHUNK_BYTES): string[] {
  const bytes = Buffer.from(text)
  const chunks: string[] = []
  let start = 0
  do {
    let end = Math.min(start + maxBytes, bytes.length)
    while (end > start && isContinuation(bytes[end])) end--
    chunks.push(bytes.toString('utf8', start, end))
    start = end
  } while (start < bytes.length)
  return chunks
}

/** 10xxxxxx: a byte that begins no character. */
function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80
}
