import { type PhotonAddressOptions, photonFromEnvironment } from '@particle-setup/host/client'
import { type Command, Option } from 'commander'
import type { Io } from './io.ts'
import { integer } from './options.ts'

/** Where the Photon in listening mode is. */
export interface PhotonCommandOptions {
  readonly transport: 'tcp' | 'http'
  readonly photonHost?: string
  readonly photonPort?: number
}

export function addPhotonOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--transport <kind>', 'how to talk to the Photon').choices(['tcp', 'http']).default('tcp'),
    )
    .option('--photon-host <address>', "the Photon's address (default: $PHOTON_SOFTAP_HOST or 192.168.0.1)")
    .addOption(
      new Option(
        '--photon-port <n>',
        'its port (default: $PHOTON_SOFTAP_TCP_PORT or 5609, over HTTP $PHOTON_SOFTAP_HTTP_PORT or 80)',
      ).argParser(integer(1, 65_535)),
    )
}

/** Options first, then the environment, then the address that every Photon has. */
export function photonOf(io: Io, options: PhotonCommandOptions): PhotonAddressOptions {
  const fromEnvironment = photonFromEnvironment(options.transport, io.env)
  return {
    ...fromEnvironment,
    ...(options.photonHost !== undefined && { host: options.photonHost }),
    ...(options.photonPort !== undefined && { port: options.photonPort }),
  }
}
