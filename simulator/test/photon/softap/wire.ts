import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A client's end of a connection, byte by byte. Text has one character a byte. */
export interface Wire extends Disposable {
  send(bytes: string | Uint8Array): Promise<void>
  /** Closes this side only. */
  end(): void
  /** All that came so far. */
  readonly received: string
  /** Settles once what came so far fits. */
  hears(fits: (received: string) => boolean): Promise<string>
  /** Settles with all that came once the other side has closed. */
  readonly closed: Promise<string>
  readonly isOpen: boolean
}

export async function openWire(port: number): Promise<Wire> {
  const socket: Socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
  await once(socket, 'connect')
  let received = ''
  let isOpen = true
  const closed = new Promise<string>(resolve => {
    const over = (): void => {
      isOpen = false
      socket.end()
      resolve(received)
    }
    socket.on('data', bytes => {
      received += bytes.toString('latin1')
    })
    socket.on('end', over).on('close', over).on('error', over)
  })
  return {
    send: bytes =>
      new Promise(resolve => {
        socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, () => resolve())
      }),
    end: () => void socket.end(),
    get received() {
      return received
    },
    hears: fits =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (fits(received)) resolve(received)
        }
        look()
        socket.on('data', look)
        void closed.then(all => {
          if (!fits(all)) reject(new Error(`closed after ${JSON.stringify(all)}`))
        })
      }),
    closed,
    get isOpen() {
      return isOpen
    },
    [Symbol.dispose]: () => void socket.destroy(),
  }
}

/** Sends bytes, keeps its own side open, and waits for the other to close. */
export async function exchange(port: number, bytes: string | Uint8Array): Promise<string> {
  using wire = await openWire(port)
  await wire.send(bytes)
  return await wire.closed
}

/** A request of the raw TCP protocol, its length counted in bytes. */
export function tcpRequest(command: string, body: string | object = ''): string {
  const text = typeof body === 'string' ? body : Buffer.from(JSON.stringify(body)).toString('latin1')
  return `${command}\n${text.length}\n\n${text}`
}

/** An HTTP request that no server could find fault with; it asks for the connection to be closed. */
export function httpRequest(
  command: string,
  body: string | object = '',
  headers: readonly string[] = [],
): string {
  const text = typeof body === 'string' ? body : Buffer.from(JSON.stringify(body)).toString('latin1')
  const length = text === '' ? [] : [`Content-Length: ${text.length}`]
  const lines = ['Host: 192.168.0.1', ...length, ...headers, 'Connection: close']
  return `${text === '' ? 'GET' : 'POST'} ${command} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${text}`
}

/** The chunks of a chunked response, as they were cut. */
export function chunksOf(response: string): string[] {
  let rest = response.slice(response.indexOf('\r\n\r\n') + 4)
  const found: string[] = []
  for (;;) {
    const line = rest.indexOf('\r\n')
    const size = Number.parseInt(rest.slice(0, line), 16)
    if (!(size > 0)) return found
    found.push(rest.slice(line + 2, line + 2 + size))
    rest = rest.slice(line + 2 + size + 2)
  }
}

/** The JSON text that a command answered, over either transport; empty for an empty reply. */
export type Ask = (command: string, body?: string | object) => Promise<string>

export function overTcp(port: number): Ask {
  return async (command, body) => {
    const answer = await exchange(port, tcpRequest(command, body))
    if (!answer.startsWith('\n\n')) throw new Error(`no preamble in ${JSON.stringify(answer)}`)
    return answer.slice(2)
  }
}

export function overHttp(port: number): Ask {
  return async (command, body) => {
    const answer = await exchange(port, httpRequest(`/${command}`, body))
    if (!answer.startsWith('HTTP/1.1 200 OK\r\n')) throw new Error(`no 200 in ${JSON.stringify(answer)}`)
    return chunksOf(answer).join('')
  }
}
