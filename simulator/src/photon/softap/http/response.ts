import { statusLine } from './status.ts'

export interface ResponseHead {
  readonly status: number
  /** Raw header lines, each with its CRLF; they come right after the status line. */
  readonly extraLines?: string
  readonly contentType: string
  /** Default true: caching is forbidden. */
  readonly mayCache?: boolean
  /** Says that the connection closes, instead of keeping it alive. */
  readonly closes?: boolean
  /** Readable from any origin. */
  readonly crossOrigin: boolean
  /** Bytes of body, or a body in chunks. */
  readonly length: number | 'chunked'
}

const NO_CACHE =
  'Cache-Control: no-store, no-cache, must-revalidate, post-check=0, pre-check=0\r\nPragma: no-cache\r\n'

/** The header block with its blank line, in the order in which the WICED HTTP server writes it. */
export function responseHead(head: ResponseHead): string {
  return [
    statusLine(head.status),
    head.extraLines ?? '',
    `Content-Type: ${head.contentType}\r\n`,
    head.mayCache === true ? '' : NO_CACHE,
    `Connection: ${head.closes === true ? 'close' : 'Keep-Alive'}\r\n`,
    head.crossOrigin ? 'Access-Control-Allow-Origin: *\r\n' : '',
    head.length === 'chunked' ? 'Transfer-Encoding: chunked\r\n' : `Content-Length: ${head.length}\r\n`,
    '\r\n',
  ].join('')
}

/** One chunk a write, and the closing one. A write of nothing would end the body, so it is left out. */
export function chunks(writes: readonly string[]): string {
  let body = ''
  for (const write of writes) {
    if (write !== '') body += `${write.length.toString(16)}\r\n${write}\r\n`
  }
  return `${body}0\r\n\r\n`
}
