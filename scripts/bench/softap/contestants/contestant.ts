export const TRANSPORTS = ['tcp', 'http'] as const

export type Transport = (typeof TRANSPORTS)[number]

/** The ports of a Photon in listening mode, on 127.0.0.1. */
export type SetupPorts = Readonly<Record<Transport, number>>

export const HOST = '127.0.0.1'

/**
 * A way to set a Photon up. The sequence is the same for all: `device-id`, `scan-ap`, `public-key`, `set`,
 * `configure-ap` with the password encrypted under that key, `connect-ap`.
 */
export interface Contestant {
  readonly name: 'particle-setup' | '@particle/softap-setup' | 'raw sockets'
  readonly transport: Transport
  /** Takes one Photon through the whole sequence. @throws when the Photon refuses a step. */
  setUp(ports: SetupPorts): Promise<void>
}

export class SetupFailedError extends Error {
  readonly code = 'setup-failed'
  override readonly name = 'SetupFailedError'
}
