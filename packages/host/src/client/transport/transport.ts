import type { SoftApCommand } from '@particle-setup/protocol/softap'

/** One command to a Photon in listening mode. */
export interface SoftApRequest {
  command: SoftApCommand
  /** JSON as the bytes to send; absent for a command that takes none. */
  body?: Uint8Array | undefined
  /**
   * Says whether what has come so far is a whole answer. A Photon may leave the connection open after its
   * answer, so its end cannot be waited for.
   */
  isWhole(answer: Uint8Array): boolean
  /** Called once a connection is open and the request on its way: from then on the Photon may act on it. */
  onSent?: (() => void) | undefined
  signal: AbortSignal
}

/**
 * One command out, one JSON answer back.
 *
 * `send` resolves with the answer's bytes, white space around it included; empty or blank when that is all
 * the Photon sent. It rejects with `PhotonUnreachable` when nothing was sent, `ConnectionLost` when the
 * connection ended first, `HttpRefused`, `DeviceBusy`, or the signal's reason.
 */
export interface SoftApTransport {
  /** `host:port`. Commands to one address go one at a time. */
  readonly address: string
  send(request: SoftApRequest): Promise<Uint8Array>
}

/** Where a Photon is. */
export interface PhotonAddress {
  host: string
  port: number
}

/** Names of the transports that a platform brings; `undefined` for one it cannot open. */
export interface Transports {
  readonly default: 'tcp' | 'http'
  tcp?: (address: PhotonAddress) => SoftApTransport
  http: (address: PhotonAddress) => SoftApTransport
}
