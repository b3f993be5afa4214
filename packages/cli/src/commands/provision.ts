import { configFromEnvironment, provision } from '@particle-setup/host'
import { Command } from 'commander'
import type { Io } from '../io.ts'
import { jsonOption } from '../options.ts'
import { printProgress } from '../output/provision-progress.ts'
import { createStepPrinter } from '../output/steps.ts'
import { addPhotonOptions, type PhotonCommandOptions, photonOf } from '../photon-options.ts'
import { openRegistry, registryOption } from '../registry.ts'
import { addWifiOptions, type WifiOptions, wifiOf } from '../wifi-options.ts'

interface ProvisionOptions extends PhotonCommandOptions, WifiOptions {
  readonly email: string
  readonly device?: string
  readonly registry?: string
  readonly json: boolean
}

const JOIN =
  'Join the network Photon-XXXXXX with this computer now; the Photon must blink blue (hold SETUP for 3 s).'
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
    const { deviceId, deviceType, customerEmail } = await provision({
      ...wifiOf(io, options),
      customerEmail: options.email,
      config,
      registry,
      photon,
      deviceId: options.device,
      joinSetupNetwork: () => printer.say(JOIN),
      // A Photon that was given an address is not behind a Wi-Fi network of its own.
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
