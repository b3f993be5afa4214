import { connect, type Socket } from 'node:net'

/**
 * One keep-alive connection that sends a request once the answer to the one before is there. All answers are of the same length: it counts bytes and parses none, so that the server is what is measured.
 */
export class Requester implements Disposable {
  private readonly socket: Socket
  private answerBytes = 0
  private gotBytes = 0
  private done: (() => void) | undefined
  private failed: ((error: Error) => void) | undefined

  constructor(port: number) {
    this.socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: Buffer.alloc(16 * 1024),
        callback: (length, buffer) => {
          this.take(length, buffer)
          return true
        },
      },
    })
    this.socket.on('error', error => this.failed?.(error))
    this.socket.on('close', () => this.failed?.(new Error('the server has closed a connection')))
  }

  /** Settles once the answer is there. */
  async ask(request: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.done = resolve
    this.failed = reject
    this.gotBytes = 0
    this.socket.write(request, 'latin1')
    await promise
  }

  [Symbol.dispose](): void {
    this.failed = undefined
    this.socket.destroy()
  }

  private take(length: number, buffer: Uint8Array): void {
    if (this.answerBytes === 0) {
      const text = Buffer.from(buffer).toString('latin1', 0, length)
      const wholeBytes = lengthOf(text)
      if (wholeBytes === undefined) return void this.failed?.(new Error(`an unexpected answer: ${text}`))
      this.answerBytes = wholeBytes
    }
    this.gotBytes += length
    if (this.gotBytes === this.answerBytes) this.done?.()
    else if (this.gotBytes > this.answerBytes) this.failed?.(new Error('an answer is longer than the first'))
  }
}

/** Of a success whose head came in one piece. */
function lengthOf(answer: string): number | undefined {
  const size = /\r\nContent-Length: (\d+)\r\n/i.exec(answer)?.[1]
  if (!answer.startsWith('HTTP/1.1 200 ') || size === undefined) return undefined
  return answer.indexOf('\r\n\r\n') + 4 + Number(size)
}

/** A request as text, with what a server needs to know who asks. */
export function requestText(
  method: string,
  path: string,
  { token, body }: { token: string; body?: string },
): string {
  const head = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n`
  if (body === undefined) return `${head}\r\n`
  return `${head}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}
