import { getAvailableAPs, securityName } from '@particle-setup/host/client'
import { Command } from 'commander'
import type { Io } from '../io.ts'
import { jsonOption, timeoutOption } from '../options.ts'
import { addPhotonOptions, type PhotonCommandOptions, photonOf } from '../photon-options.ts'

interface ScanOptions extends PhotonCommandOptions {
  readonly timeout: number
  readonly json: boolean
}

/** `particle-setup scan`: what the Photon in listening mode hears. */
export function scanCommand(io: Io): Command {
  const command = new Command('scan')
    .summary('list the networks that a Photon hears')
    .description('Asks a Photon in listening mode which networks it hears, strongest first.')
    .addOption(timeoutOption(20, 'scanning'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  particle-setup scan
  particle-setup scan --transport http --json`,
    )
  return addPhotonOptions(command).action(async (options: ScanOptions) => {
    const networks = await getAvailableAPs({
      ...photonOf(io, options),
      signal: io.signal,
      timeoutMs: options.timeout * 1000,
    })
    if (options.json) {
      io.out(JSON.stringify(networks))
      return
    }
    for (const { ssid, rssi, sec, ch } of networks) {
      const security = securityName(sec) ?? `security ${sec}`
      io.out(
        `${String(rssi).padStart(4)} dBm  channel ${String(ch).padStart(2)}  ${security.padEnd(12)} ${ssid}`,
      )
    }
    if (networks.length === 0)
      io.err('The Photon hears no network. Move it closer to an access point (2.4 GHz).')
  })
}
