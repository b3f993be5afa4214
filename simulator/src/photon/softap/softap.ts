import { type Clock, createRealClock } from '../../world/index.ts'
import { createConnections } from './connections.ts'
import type { SoftApDevice } from './device.ts'
import { createDispatcher, type Interceptor } from './dispatcher.ts'
import { defaultPageHandler, type PageHandler } from './http/pages.ts'
import { createHttpServer } from './http/server.ts'
import { listen } from './listen.ts'
import { GEN_B, type SoftApProfile } from './profile.ts'
import { createTcpServer } from './tcp/server.ts'
import type { TransportOptions } from './transport.ts'

export interface SoftApOptions {
  /** Default 127.0.0.1. */
  host?: string
  /** Default 0, any free port; 5609 on a Photon. */
  tcpPort?: number
  /** Default 0, any free port; 80 on a Photon. */
  httpPort?: number
  /** Measures what little the servers wait for themselves. Default: real time. */
  clock?: Clock
  /** Default {@link GEN_B}. */
  profile?: SoftApProfile
  /** Serves every URL that is not the protocol's own. Default: the firmware's own redirect and 404. */
  pages?: PageHandler
  /** Makes commands fail. Default: none does. */
  intercept?: Interceptor
  /** Ends setup mode when it aborts. */
  signal?: AbortSignal
  /** Told of a fault in the device that a client sees at most as a number. Default: a process warning. */
  onFault?: (error: unknown) => void
}

export interface SoftAp extends AsyncDisposable {
  readonly host: string
  /** The ports that were bound. */
  readonly tcpPort: number
  readonly httpPort: number
  /** Ends all connections and frees both ports. Safe to call again. */
  close(): Promise<void>
}

/**
 * Serves the setup protocol of a Photon in listening mode: raw TCP and HTTP over one set of commands.
 * Resolves once both ports are bound.
 *
 * @throws SoftApListenError when a port cannot be had; neither is bound then.
 * @throws the signal's reason when it has aborted already.
 */
export async function startSoftAp(device: SoftApDevice, options: SoftApOptions = {}): Promise<SoftAp> {
  const { host = '127.0.0.1', tcpPort = 0, httpPort = 0, profile = GEN_B, signal } = options
  signal?.throwIfAborted()

  const ended = new AbortController()
  const onFault = options.onFault ?? warn
  const connections = createConnections({ total: profile.maxConnections, http: profile.maxHttpConnections })
  const transport: TransportOptions = {
    connections,
    dispatch: createDispatcher({ device, profile, signal: ended.signal, onFault }, options.intercept),
    profile,
    clock: options.clock ?? createRealClock(),
    onFault,
  }
  const pages = options.pages ?? defaultPageHandler

  const tcp = await listen({
    transport: 'tcp',
    host,
    port: tcpPort,
    onConnection: createTcpServer(transport),
  })
  const http = await listen({
    transport: 'http',
    host,
    port: httpPort,
    onConnection: createHttpServer({ ...transport, pages }),
  }).catch(async error => {
    await tcp.close()
    throw error
  })

  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    closing ??= (async () => {
      signal?.removeEventListener('abort', onAbort)
      const closed = Promise.all([tcp.close(), http.close()])
      ended.abort(new Error('setup mode has ended'))
      connections.destroy()
      await closed
    })()
    return closing
  }
  const onAbort = (): void => {
    close().catch(onFault)
  }
  if (signal?.aborted) {
    await close()
    signal.throwIfAborted()
  }
  signal?.addEventListener('abort', onAbort, { once: true })

  return { host, tcpPort: tcp.port, httpPort: http.port, close, [Symbol.asyncDispose]: close }
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error))
}
