/** Text that many streams carry: encoded once, and framed once as a chunk of an HTTP/1.1 body (RFC 9112, 7.1). */
export class Chunk {
  readonly framed: Buffer
  /** The same bytes without the frame, for who does not know of chunks. */
  readonly body: Buffer

  constructor(text: string) {
    const size = Buffer.byteLength(text).toString(16)
    this.framed = Buffer.from(`${size}\r\n${text}\r\n`)
    this.body = this.framed.subarray(size.length + 2, -2)
  }
}
