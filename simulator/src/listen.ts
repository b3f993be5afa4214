import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ListenError, PortTakenError } from './errors.ts'

/** An HTTP server that is listening, and the address it got. */
export interface Listening {
  readonly server: Server
  readonly url: string
  /** Ends open streams and connections and frees the port. */
  close(): Promise<void>
}

/**
 * Listens; settles once the port is bound.
 *
 * @throws PortTakenError, ListenError
 */
export async function listen(server: Server, host: string, port: number): Promise<Listening> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause
    const taken = 'code' in cause && cause.code === 'EADDRINUSE'
    throw taken
      ? new PortTakenError('The simulated cloud', host, port, { cause })
      : new ListenError(host, port, { cause })
  }
  const address = server.address() as AddressInfo
  const shownHost = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return {
    server,
    url: `http://${shownHost}:${address.port}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
