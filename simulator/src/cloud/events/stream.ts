import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Chunk } from './chunk.ts'
import { STREAM_GREETING } from './format.ts'

/** The answer to a request, as it stands in an `http.Server`. */
type Answer = ServerResponse<IncomingMessage>

/**
 * One open event stream. Its head, greeting and end go through `http`; what lies between goes to the
 * socket as it is, because `res.write` would frame and queue every batch anew for every stream. Source of
 * the bytes: particle-iot/spark-server views/EventViews001.js.
 */
export class EventStream {
  readonly openedAtMs: number
  private readonly res: Answer
  /** Absent while an answer to a request that came before this one still has the connection. */
  private socket: Socket | null

  /** Sends the head and the greeting at once: clients wait for them. */
  constructor(res: Answer, openedAtMs: number) {
    this.openedAtMs = openedAtMs
    this.res = res
    res.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache',
      // To a client that does not know chunks, the end of the connection is the end of the stream.
      Connection: res.useChunkedEncodingByDefault ? 'keep-alive' : 'close',
    })
    if (res.req.method !== 'HEAD') res.write(STREAM_GREETING)
    this.socket = res.socket
  }

  /** What was written and has not left for the client yet. */
  get unreadBytes(): number {
    return (this.socket ?? this.res).writableLength
  }

  write(chunk: Chunk): void {
    this.socket ??= this.res.socket
    if (this.socket === null) this.res.write(chunk.body)
    else if (this.socket.writable) this.socket.write(this.res.chunkedEncoding ? chunk.framed : chunk.body)
  }

  /** Tells once the connection is gone, also where the stream's turn on it never came. */
  onGone(listener: () => void): void {
    // Not the request's event: that comes as soon as its empty body has been read.
    this.res.req.socket.on('close', listener)
  }

  /** Ends the stream cleanly: clients come back after a clean end. */
  end(): void {
    this.res.end()
  }

  /** Ends the connection and forgets what was unread. */
  cutOff(): void {
    this.res.req.socket.destroy()
  }
}
