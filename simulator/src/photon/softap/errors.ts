/** What can go wrong with the setup servers themselves; what a client sends never ends in an error. */
export class SoftApError extends Error {
  override readonly name: string = 'SoftApError'
  /** Stable, for programs. */
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/**
 * A setup server could not be bound. `code` is `softap-port-taken` when another program holds the
 * port, `softap-listen-failed` for any other reason; `cause` is Node's error.
 */
export class SoftApListenError extends SoftApError {
  override readonly name = 'SoftApListenError'
  readonly transport: 'tcp' | 'http'
  readonly host: string
  readonly port: number

  constructor(transport: 'tcp' | 'http', host: string, port: number, cause: unknown) {
    const taken = isNodeError(cause) && cause.code === 'EADDRINUSE'
    const why = taken ? 'the port is taken' : cause instanceof Error ? cause.message : String(cause)
    super(
      taken ? 'softap-port-taken' : 'softap-listen-failed',
      `SoftAP cannot serve ${transport.toUpperCase()} on ${host}:${port}: ${why}; ` +
        (taken ? `give another ${transport}Port, or 0 for any free one` : 'give an address of this machine'),
      { cause },
    )
    this.transport = transport
    this.host = host
    this.port = port
  }
}

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error
}
