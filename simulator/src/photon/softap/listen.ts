import { createServer, type Server, type Socket } from 'node:net'
import { SoftApListenError } from './errors.ts'

export interface ListenOptions {
  readonly transport: 'tcp' | 'http'
  readonly host: string
  readonly port: number
  readonly onConnection: (socket: Socket) => void
}

export interface Listener {
  /** The port that was bound. */
  readonly port: number
  /** Stops accepting. Settles when the last connection is gone. */
  close(): Promise<void>
}

/** Sockets that may wait for their turn; further ones are refused, so that no flood takes all memory. */
const MAX_SOCKETS = 256

/**
 * Binds a server whose connections stay unread until somebody asks for their data.
 *
 * @throws SoftApListenError when the port cannot be had.
 */
export function listen({ transport, host, port, onConnection }: ListenOptions): Promise<Listener> {
  // A client may close its side once it has asked; it still gets its answer.
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, onConnection)
  server.maxConnections = MAX_SOCKETS
  return new Promise((resolve, reject) => {
    const refused = (cause: unknown): void => reject(new SoftApListenError(transport, host, port, cause))
    server.once('error', refused)
    try {
      server.listen({ host, port, exclusive: true }, () => {
        server.off('error', refused)
        // Accepting can fail for want of file handles; the client then sees a refused connection.
        server.on('error', () => {})
        resolve({ port: boundPort(server), close: () => close(server) })
      })
    } catch (cause) {
      // A port that is no port at all.
      refused(cause)
    }
  })
}

function boundPort(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError(`server listens on ${address}`)
  return address.port
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close(error => (error === undefined ? resolve() : reject(error)))
  })
}
