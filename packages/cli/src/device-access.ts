import {
  configFromEnvironment,
  createParticleServer,
  getTokenForCustomer,
  InvalidInput,
  MissingCredentials,
} from '@particle-setup/host'
import type { Command } from 'commander'
import type { Io } from './io.ts'
import { openRegistry, registryOption } from './registry.ts'

/** Whose device a command is about. */
export interface DeviceAccessOptions {
  readonly email?: string
  readonly device?: string
  readonly registry?: string
}

export interface DeviceAccess {
  readonly deviceId: string
  readonly token: string
  readonly apiUrl: string | undefined
}

export function addDeviceAccessOptions(command: Command): Command {
  return command
    .option('--email <address>', 'customer on record; a token is fetched with the client of PARTICLE_OAUTH_*')
    .option(
      '--device <id>',
      "device id or name (default: $PHOTON_ID, else the customer's only device on record)",
    )
    .addOption(registryOption())
}

/**
 * A device and a token for it: with `--email` a fresh one scoped to that customer, else the
 * environment's `PARTICLE_ACCESS_TOKEN`.
 *
 * @throws MissingCredentials, InvalidInput, RegistryError, CloudError.
 */
export async function accessDevice(io: Io, options: DeviceAccessOptions): Promise<DeviceAccess> {
  const apiUrl = io.env['PARTICLE_API_URL'] || undefined
  const stated = options.device ?? (io.env['PHOTON_ID'] || undefined)
  if (options.email === undefined) {
    const token = io.env['PARTICLE_ACCESS_TOKEN']
    if (!token) throw new MissingCredentials(['PARTICLE_ACCESS_TOKEN'], 'talking to a device without --email')
    if (stated === undefined) {
      throw new InvalidInput('device', 'which device? Give --device ID, or set PHOTON_ID')
    }
    return { deviceId: stated, token, apiUrl }
  }
  const config = configFromEnvironment(io.env)
  await using registry = openRegistry(io, options.registry)
  const { scopedToken, record } = await getTokenForCustomer({
    registry,
    server: createParticleServer(config),
    client: config.oauthClient,
    customerEmail: options.email,
    signal: io.signal,
  })
  return { deviceId: options.device ?? onlyDevice(record), token: scopedToken, apiUrl }
}

function onlyDevice(record: { customerEmail: string; devices: readonly { deviceId: string }[] }): string {
  const [first, second] = record.devices
  if (first === undefined || second !== undefined) {
    const ids = record.devices.map(device => device.deviceId).join(', ')
    throw new InvalidInput(
      'device',
      `${record.customerEmail} has ${record.devices.length} devices on record: choose one with --device (${ids})`,
    )
  }
  return first.deviceId
}
