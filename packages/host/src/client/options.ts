import { SOFTAP_DEFAULTS } from '@particle-setup/protocol/softap'
import { transports } from '#transport'
import type { CallOptions } from '../deadline.ts'
import { InvalidInput } from '../errors/general.ts'
import type { SoftApTransport } from './transport/transport.ts'

/** Where the Photon is and how to talk to it. All of it may be left out on a computer in its Wi-Fi network. */
export interface PhotonAddressOptions {
  /** Default 192.168.0.1. */
  host?: string | undefined
  /** Default 5609 over TCP, 80 over HTTP. */
  port?: number | undefined
  /** Default `tcp` in Node, `http` in a browser. */
  transport?: 'tcp' | 'http' | SoftApTransport | undefined
}

/** What every SoftAP verb takes. */
export interface PhotonOptions extends PhotonAddressOptions, CallOptions {
  /** Told of what will probably not work but may, such as a claim code of an unusual form. Default: nobody. */
  onWarning?: ((message: string) => void) | undefined
}

/**
 * The transport that the options describe.
 *
 * @throws InvalidInput for a port outside 1 to 65535 and for TCP in a browser.
 */
export function transportOf({ host, port, transport }: PhotonAddressOptions): SoftApTransport {
  if (typeof transport === 'object') return transport
  const kind = transport ?? transports.default
  const create = transports[kind]
  if (!create) {
    throw new InvalidInput(
      'transport',
      `transport is "${kind}": this platform can only speak HTTP to a Photon`,
    )
  }
  const { host: defaultHost, tcpPort, httpPort } = SOFTAP_DEFAULTS
  const address = { host: host ?? defaultHost, port: port ?? (kind === 'tcp' ? tcpPort : httpPort) }
  if (!Number.isInteger(address.port) || address.port < 1 || address.port > 65_535) {
    throw new InvalidInput('port', `port is ${address.port}: give a whole number from 1 to 65535`)
  }
  return create(address)
}

/**
 * Reads `PHOTON_SOFTAP_HOST` and `PHOTON_SOFTAP_TCP_PORT` or, for HTTP, `PHOTON_SOFTAP_HTTP_PORT`.
 *
 * @param env default: `process.env`. Needed in a browser.
 */
export function photonFromEnvironment(
  transport: 'tcp' | 'http' = 'tcp',
  env: Readonly<Record<string, string | undefined>> = process.env,
): PhotonAddressOptions {
  const variable = transport === 'tcp' ? 'PHOTON_SOFTAP_TCP_PORT' : 'PHOTON_SOFTAP_HTTP_PORT'
  const port = env[variable]
  if (port && !/^\d{1,5}$/.test(port)) {
    throw new InvalidInput('port', `${variable} is "${port}": give a whole number from 1 to 65535`)
  }
  return {
    transport,
    host: env['PHOTON_SOFTAP_HOST'] || undefined,
    port: port ? Number(port) : undefined,
  }
}
