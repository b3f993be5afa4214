/** What the WICED HTTP server makes of the first segment of a request. One character is one byte. */
export interface RequestHead {
  /** Percent-decoded, without the query. */
  readonly path: string
  /** With its question mark; empty where there is none. */
  readonly query: string
  readonly contentType: string | undefined
  /** Taken mod 65536; 0 where there is none. */
  readonly contentLength: number
  readonly isChunked: boolean
  readonly closes: boolean
  /** What followed the header block in the same segment. */
  readonly rest: string
}

const MIN_SEGMENT_BYTES = 18

/** The header block must fit one segment of the device's network stack. Source: lwipopts.h TCP_MSS. */
const MAX_HEAD_BYTES = 1152

const VERSION = ' HTTP/1.1'
const METHOD = /^(?:GET|POST|PUT) /
const CONTENT_LENGTH_MODULUS = 65_536

/**
 * Reads a segment as the start of a request. Header names count only in the case in which the server
 * spells them, followed by one space; the whole header block must be in this one segment.
 *
 * @returns `undefined` for what the server ignores: no byte comes back, and the connection stays open.
 */
export function readHead(segment: string): RequestHead | undefined {
  if (segment.length < MIN_SEGMENT_BYTES) return undefined
  const version = segment.indexOf(VERSION)
  const method = METHOD.exec(segment)?.[0]
  const end = segment.indexOf('\r\n\r\n')
  if (version < 0 || method === undefined || end < 0 || end + 4 > MAX_HEAD_BYTES) return undefined

  const lines = segment.slice(0, end).split('\r\n').slice(1)
  const after = (prefix: string): string | undefined =>
    lines.find(line => line.startsWith(prefix))?.slice(prefix.length)
  const target = segment.slice(method.length, Math.max(method.length, version))
  const mark = target.indexOf('?')
  return {
    path: percentDecode(mark < 0 ? target : target.slice(0, mark)),
    query: mark < 0 ? '' : target.slice(mark),
    contentType: after('Content-Type: '),
    contentLength: toLength(after('Content-Length: ')),
    isChunked: after('Transfer-Encoding: chunked') !== undefined,
    closes: after('Connection: close') !== undefined,
    rest: segment.slice(end + 4),
  }
}

/** As the server counts: in 16 bits. */
function toLength(value: string | undefined): number {
  const length = Number.parseInt(value ?? '', 10) % CONTENT_LENGTH_MODULUS
  return Number.isNaN(length) ? 0 : (length + CONTENT_LENGTH_MODULUS) % CONTENT_LENGTH_MODULUS
}

function percentDecode(text: string): string {
  return text.replace(/%([0-9a-fA-F]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
}
