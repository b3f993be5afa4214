/** Something the caller of `createSimulator` stated cannot work. */
export class SimulatorOptionError extends Error {
  readonly code = 'simulator-option'
  override readonly name = 'SimulatorOptionError'
  /** Name of the option. */
  readonly option: string

  constructor(option: string, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.option = option
  }
}

/** The cloud cannot listen where it was told to. */
export class ListenError extends Error {
  readonly code = 'listen-failed'
  override readonly name = 'ListenError'
  readonly host: string
  readonly port: number

  constructor(host: string, port: number, options: { cause: Error }) {
    super(
      `The simulated cloud cannot listen on ${host}:${port}: ${options.cause.message}. ` +
        'Give an address of this machine, 127.0.0.1 for itself alone.',
      options,
    )
    this.host = host
    this.port = port
  }
}

/** A port that was asked for by number cannot be bound. */
export class PortTakenError extends Error {
  readonly code = 'port-taken'
  override readonly name = 'PortTakenError'
  readonly host: string
  readonly port: number

  constructor(what: string, host: string, port: number, options?: { cause?: unknown }) {
    super(
      `${what} cannot listen on ${host}:${port}: the port is taken. ` +
        'End what listens there, or give another port (0 for any free one).',
      options,
    )
    this.host = host
    this.port = port
  }
}
