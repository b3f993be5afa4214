import type { Socket } from 'node:net'

export interface ConnectionLimits {
  /** Served at once over both ports. */
  readonly total: number
  /** Served at once over HTTP. */
  readonly http: number
}

/** The sockets of both servers, of which the network stack serves only so many at once. */
export interface Connections {
  /**
   * Serves the socket as soon as there is room; until then nothing is read from it. The place is free
   * again when the socket closes or `release` is called, whichever is first.
   */
  admit(socket: Socket, transport: 'tcp' | 'http', serve: (release: () => void) => void): void
  /** Ends every connection, waiting ones too. */
  destroy(): void
}

interface Waiting {
  readonly socket: Socket
  readonly transport: 'tcp' | 'http'
  readonly serve: (release: () => void) => void
}

export function createConnections(limits: ConnectionLimits): Connections {
  const sockets = new Set<Socket>()
  const served = { tcp: 0, http: 0 }
  let waiting: Waiting[] = []

  const hasRoom = (transport: 'tcp' | 'http'): boolean =>
    served.tcp + served.http < limits.total && (transport === 'tcp' || served.http < limits.http)

  const begin = ({ socket, transport, serve }: Waiting): void => {
    let held = true
    const release = (): void => {
      if (!held) return
      held = false
      served[transport]--
      next()
    }
    served[transport]++
    socket.once('close', release)
    serve(release)
  }
  const next = (): void => {
    const first = waiting.find(({ transport }) => hasRoom(transport))
    if (first === undefined) return
    waiting = waiting.filter(other => other !== first)
    begin(first)
  }

  return {
    admit(socket, transport, serve) {
      sockets.add(socket)
      socket.once('close', () => {
        sockets.delete(socket)
        waiting = waiting.filter(other => other.socket !== socket)
      })
      // A client that resets its connection is no fault; 'close' follows and tidies up.
      socket.on('error', () => {})
      const arrival = { socket, transport, serve }
      if (hasRoom(transport)) begin(arrival)
      else waiting.push(arrival)
    },
    destroy() {
      waiting = []
      for (const socket of sockets) socket.destroy()
    },
  }
}
