import { hexDigit } from '../hex.ts'
import type { PhotonAddress, SoftApRequest } from './transport.ts'

/** A content type that the server takes for its pages; JSON or plain text would be answered by 404. */
const CONTENT_TYPE = 'application/x-www-form-urlencoded'

/**
 * A request as a Photon's HTTP server reads it: names in title case with one space after the colon, body
 * length in bytes, never chunked. Source: WICED HTTP server of Device OS 0.7 to 3.3.1; softap.cpp.
 */
export function encodeRequest({ host, port }: PhotonAddress, { command, body }: SoftApRequest): Uint8Array {
  const authority = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
  if (!body) return Buffer.from(`GET /${command} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`, 'latin1')
  const head = `POST /${command} HTTP/1.1\r\nHost: ${authority}\r\nContent-Type: ${CONTENT_TYPE}\r\nContent-Length: ${body.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), body])
}

/** An answer as far as it has come. */
export interface HttpAnswer {
  status: number
  body: Uint8Array
  /** All of it is there by HTTP's own count. */
  isComplete: boolean
  /** The connection can take another request. */
  isReusable: boolean
}

const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})[ \r]/
const CHUNKED = /\r\ntransfer-encoding: *chunked/i
const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)/i
const CLOSES = /\r\nconnection: *close/i
const END_OF_HEADER = '\r\n\r\n'

/**
 * Reads an answer. A Photon sends a chunk per character, hundreds in an answer, so this looks at the whole
 * and not at each.
 *
 * @param isOver the connection has ended: a header without its blank line then counts, which is how a Photon
 * says 503; so does a body without a stated length.
 * @returns `undefined` while the header is not there.
 * @throws RangeError when it is no HTTP.
 */
export function readAnswer(received: Buffer, isOver: boolean): HttpAnswer | undefined {
  const headerEnd = received.indexOf(END_OF_HEADER)
  if (headerEnd === -1 && !isOver) {
    if (received.length >= 5 && received.toString('latin1', 0, 5) !== 'HTTP/') throw new RangeError('no HTTP')
    return undefined
  }
  const header = received.toString('latin1', 0, headerEnd === -1 ? received.length : headerEnd)
  const status = Number(STATUS_LINE.exec(header)?.[1])
  if (Number.isNaN(status)) throw new RangeError('no HTTP')
  const rest =
    headerEnd === -1
      ? received.subarray(received.length)
      : received.subarray(headerEnd + END_OF_HEADER.length)
  const keeps = !isOver && !CLOSES.test(header)
  if (CHUNKED.test(header)) {
    const { body, isComplete } = joinChunks(rest)
    return { status, body, isComplete, isReusable: keeps && isComplete }
  }
  const length = CONTENT_LENGTH.exec(header)?.[1]
  if (length === undefined) return { status, body: rest, isComplete: isOver, isReusable: false }
  const isComplete = rest.length >= Number(length)
  return {
    status,
    body: rest.subarray(0, Number(length)),
    isComplete,
    isReusable: keeps && rest.length === Number(length),
  }
}

/** The bytes of CR LF, after a chunk's size and after its data. */
const LINE_END_BYTES = 2

function joinChunks(chunked: Buffer): { body: Uint8Array; isComplete: boolean } {
  const body = Buffer.allocUnsafe(chunked.length)
  let length = 0
  let at = 0
  while (at < chunked.length) {
    let size = 0
    let digit = hexDigit(chunked[at] ?? 0)
    while (!Number.isNaN(digit)) {
      size = size * 16 + digit
      digit = hexDigit(chunked[++at] ?? 0)
    }
    const start = at + LINE_END_BYTES
    const end = start + size
    if (size === 0)
      return { body: body.subarray(0, length), isComplete: chunked.length >= start + LINE_END_BYTES }
    if (end > chunked.length) break
    for (let i = start; i < end; i++) body[length++] = chunked[i] ?? 0
    at = end + LINE_END_BYTES
  }
  return { body: body.subarray(0, length), isComplete: false }
}
