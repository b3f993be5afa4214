import { InvalidInput, SECURITY, type SecurityName, type WifiNetwork } from '@particle-setup/host/client'
import { type Command, Option } from 'commander'
import type { Io } from './io.ts'
import { integer } from './options.ts'

/** Which network the Photon shall join. */
export interface WifiOptions {
  readonly ssid: string
  readonly password?: string
  readonly open?: boolean
  readonly security?: SecurityName
  readonly channel?: number
}

/** Keeps a password out of the list of processes. */
const PASSWORD_VARIABLE = 'PARTICLE_SETUP_WIFI_PASSWORD'

export function addWifiOptions(command: Command): Command {
  return command
    .requiredOption('--ssid <name>', 'network that the Photon shall join (2.4 GHz)')
    .option('--password <text>', `its password (default: $${PASSWORD_VARIABLE})`)
    .option('--open', 'the network has no password')
    .addOption(
      new Option('--security <name>', 'its security, where it is neither WPA nor WPA2').choices(
        Object.keys(SECURITY),
      ),
    )
    .addOption(
      new Option('--channel <n>', 'its channel (default: the Photon finds it)').argParser(integer(1, 14)),
    )
}

/**
 * The network and its password. WPA2 unless stated: for WPA and WPA2 the Photon goes by its own scan.
 *
 * @throws InvalidInput when there is neither a password nor `--open`.
 */
export function wifiOf(io: Io, options: WifiOptions): { wifiObj: WifiNetwork; password: string | undefined } {
  const password = options.open ? undefined : (options.password ?? io.env[PASSWORD_VARIABLE])
  if (!password && !options.open) {
    throw new InvalidInput(
      'password',
      `what is the password of "${options.ssid}"? Give --password or ${PASSWORD_VARIABLE}, or --open if it has none`,
    )
  }
  const security = options.security ?? (options.open ? 'none' : 'wpa2_aes')
  return { wifiObj: { ssid: options.ssid, sec: SECURITY[security], ch: options.channel ?? 0 }, password }
}
