import { configFromEnvironment, provision } from '@particle-setup/host'
import { Command, Option } from 'commander'
import type { Io } from '../io.ts'
import { jsonOption, positive } from '../options.ts'
import { printProgress } from '../output/provision-progress.ts'
import { createStepPrinter } from '../output/steps.ts'
import { addPhotonOptions, type PhotonCommandOptions, photonOf } from '../photon-options.ts'
import { openRegistry, registryOption } from '../registry.ts'
import { addWifiOptions, type WifiOptions, wifiOf } from '../wifi-options.ts'

interface ProvisionOptions extends PhotonCommandOptions, WifiOptions {
  readonly email: string
  readonly device?: string
  readonly registry?: string
  readonly joinTimeout?: number
  readonly json: boolean
}

const JOIN =
  'Join the network Photon-XXXXXX with this computer now; the Photon must blink blue (hold SETUP for 3 s).'
const SOFTAP_ADDRESS = '192.168.0.1'
const JOIN_SECONDS = { person: 600, none: 30 }
const GO_BACK = 'Go back to a network that reaches the internet, if this computer has not done so by itself.'

/** `particle-setup provision`: the whole flow, from the customer to the record. */
export function provisionCommand(io: Io): Command {
  const command = new Command('provision')
    .summary("put a Photon into a customer's hands")
    .description(
      'Makes the customer, sets the Photon in listening mode up, waits until it is online and owned, and puts ' +
        'it on record. PARTICLE_PRODUCT, PARTICLE_OAUTH_CLIENT and PARTICLE_OAUTH_SECRET say for which product.',
    )
    .requiredOption('--email <address>', 'the customer')
    .option('--device <id>', 'the only Photon to accept')
    .addOption(registryOption())
    .addOption(
      new Option(
        '--join-timeout <seconds>',
        `how long to wait for the Photon (default: ${JOIN_SECONDS.person}, for the computer to change networks; ` +
          `${JOIN_SECONDS.none} where it need not)`,
      ).argParser(positive),
    )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  particle-setup provision --email a@b.example --ssid HomeNet --password correct-horse
  particle-setup provision --email a@b.example --ssid CafeOpen --open --json`,
    )
  addPhotonOptions(addWifiOptions(command))
  return command.action(async (options: ProvisionOptions) => {
    const printer = createStepPrinter(io, options.json)
    const config = configFromEnvironment(io.env)
    await using registry = openRegistry(io, options.registry)
    const photon = photonOf(io, options)
    // A Photon that was given an address is not behind a Wi-Fi network of its own, and nobody reads JSON.
    const hasPerson = photon.host === undefined && !options.json
    const joinSeconds = options.joinTimeout ?? (hasPerson ? JOIN_SECONDS.person : JOIN_SECONDS.none)
    const where = photon.host ?? SOFTAP_ADDRESS
    const { deviceId, deviceType, customerEmail } = await provision({
      ...wifiOf(io, options),
      customerEmail: options.email,
      config,
      registry,
      photon,
      deviceId: options.device,
      joinSetupNetwork: () => printer.say(`${JOIN} Waiting for it at ${where}, ${joinSeconds} s at most.`),
      timeoutsMs: { 'join-setup-network': joinSeconds * 1000 },
      leaveSetupNetwork: photon.host === undefined ? () => printer.say(GO_BACK) : undefined,
      onProgress: printProgress(printer),
      onWarning: message => io.err(message),
      signal: io.signal,
    })
    printer.fact(
      { ok: true, deviceId, deviceType, customerEmail },
      `Photon ${deviceId} is online and belongs to ${customerEmail}.`,
    )
  })
}
