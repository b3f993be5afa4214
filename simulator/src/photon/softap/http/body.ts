import type { Socket } from 'node:net'
import type { Clock, Timer } from '../../../world/index.ts'
import { fromBytes } from '../bytes.ts'
import type { RequestHead } from './head.ts'

export interface BodyOptions {
  /** Longer bodies find no memory: the server never answers. */
  readonly freeHeapBytes: number
  /** How long to wait for the next packet before making do with what came; none: for ever. */
  readonly packetTimeoutMs: number | undefined
  readonly clock: Clock
}

/** Whether the body is still on its way when the header block is there. */
export function isBodyOutstanding({ rest, contentLength, isChunked }: RequestHead): boolean {
  return !isChunked && rest.length < contentLength
}

/**
 * The body that the firmware gets to see, gathered over as many segments as it takes. The framing of a
 * chunked request is not taken off, and only as much of it is seen as came along with the header block.
 *
 * More bytes than announced leave the server waiting for the rest of a 16-bit count that has run below
 * zero: whatever comes on such a connection is lost.
 *
 * @returns one character a byte; `undefined` once the client is gone, where no answer is due.
 */
export function collectBody(
  socket: Socket,
  { rest, contentLength, isChunked }: RequestHead,
  { freeHeapBytes, packetTimeoutMs, clock }: BodyOptions,
): Promise<string | undefined> {
  if (isChunked) return Promise.resolve(rest)
  if (contentLength === 0) return Promise.resolve('')
  const findsMemory = contentLength <= freeHeapBytes
  if (rest.length === contentLength && findsMemory) return Promise.resolve(rest)

  return new Promise(resolve => {
    let body: string | undefined = findsMemory && rest.length <= contentLength ? rest : undefined
    const rearm = (): void => {
      timer?.cancel()
      if (packetTimeoutMs !== undefined && body !== undefined) {
        timer = clock.setTimeout(() => done(body), packetTimeoutMs)
      }
    }
    let timer: Timer | undefined
    const done = (result: string | undefined): void => {
      timer?.cancel()
      socket.pause().off('data', onData).off('end', onGone).off('close', onGone)
      resolve(result)
    }
    const onData = (segment: Uint8Array): void => {
      if (body === undefined) return
      body += fromBytes(segment)
      if (body.length > contentLength) body = undefined
      if (body?.length === contentLength) done(body)
      else rearm()
    }
    const onGone = (): void => done(undefined)
    socket.on('data', onData).on('end', onGone).on('close', onGone)
    rearm()
    socket.resume()
  })
}
