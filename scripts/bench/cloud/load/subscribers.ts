import { connect } from 'node:net'

/** Where the events of a server are. */
export interface Source {
  readonly port: number
  readonly token: string
}

/** How long a greeting may take. */
const OPEN_LIMIT_MS = 20_000

/** Connections opened at the same time. */
const AT_ONCE = 100

const GREETING = ':ok\n\n'

/** What stands before the data of an event. */
const DATA_MARK = '\ndata: {"data":"'

/**
 * Subscribers that do next to nothing, so that the server is what is measured: they count bytes, and the
 * first of them counts events.
 */
export class Subscribers implements Disposable {
  bytesRead = 0
  /** When the newest byte came; `performance.now()`. */
  lastAtMs = 0
  /** That the first subscriber was sent. */
  eventsOfFirst = 0
  /** Told of the data of every event, where somebody wants to know. */
  onEvent: ((data: string) => void) | undefined
  /** Told of every event as it came, where somebody wants to know. */
  onFrame: ((frame: string) => void) | undefined
  private check: (() => void) | undefined
  private readonly source: Source
  private readonly sockets = new Set<Disposable>()

  constructor(source: Source) {
    this.source = source
  }

  /** Opens more streams, until there are that many. */
  async open(count: number, signal: AbortSignal): Promise<void> {
    while (this.sockets.size < count) {
      const more = Math.min(AT_ONCE, count - this.sockets.size)
      await Promise.all(Array.from({ length: more }, () => this.openOne(signal)))
    }
  }

  /** Settles once it is so; asked after every read. */
  async until(isSo: () => boolean, signal: AbortSignal): Promise<void> {
    if (isSo()) return
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.check = () => isSo() && resolve()
    await abortable(promise, reject, signal)
    this.check = undefined
  }

  [Symbol.dispose](): void {
    for (const socket of this.sockets) socket[Symbol.dispose]()
  }

  private async openOne(signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const { port, token } = this.source
    const isFirst = this.sockets.size === 0
    let isOpen = false
    let text = ''
    const read = (length: number, buffer: Uint8Array): boolean => {
      this.bytesRead += length
      this.lastAtMs = performance.now()
      if (!isOpen || isFirst || this.onEvent !== undefined || this.onFrame !== undefined) {
        text += Buffer.from(buffer.buffer, buffer.byteOffset, length).toString('latin1')
        if (isOpen) text = this.readEvents(text, isFirst)
        else if (text.includes(GREETING)) {
          isOpen = true
          text = ''
          resolve()
        }
      }
      this.check?.()
      return true
    }
    const socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: { buffer: Buffer.alloc(64 * 1024), callback: read },
    })
    this.sockets.add({ [Symbol.dispose]: () => socket.destroy() })
    socket.once('error', reject)
    socket.write(
      `GET /v1/devices/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    )
    await abortable(promise, reject, AbortSignal.any([signal, AbortSignal.timeout(OPEN_LIMIT_MS)]))
  }

  /** @returns what is not a whole event yet. */
  private readEvents(text: string, isFirst: boolean): string {
    let from = 0
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n', from)) {
      const mark = text.indexOf(DATA_MARK, from)
      if (mark >= 0 && mark < end) {
        if (isFirst) this.eventsOfFirst++
        const start = mark + DATA_MARK.length
        this.onEvent?.(text.slice(start, text.indexOf('"', start)))
        this.onFrame?.(text.slice(from, end))
      }
      from = end + 2
    }
    return text.slice(from)
  }
}

async function abortable(
  promise: Promise<void>,
  reject: (reason: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  const abort = (): void => reject(signal.reason)
  signal.addEventListener('abort', abort)
  await promise.finally(() => signal.removeEventListener('abort', abort))
}
