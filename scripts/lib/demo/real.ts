import type { Io, StepPrinter } from '@particle-setup/cli'
import {
  configFromEnvironment,
  InvalidInput,
  openSqliteRegistry,
  photonFromEnvironment,
  SECURITY,
} from '@particle-setup/host'
import type { Stage } from './stage.ts'

/**
 * A Photon on the desk and Particle's cloud, as the environment says.
 *
 * @throws MissingCredentials, InvalidInput
 */
export function realStage(
  io: Io,
  printer: StepPrinter,
  wishes: { ssid: string | undefined; password: string | undefined },
): Stage {
  const config = configFromEnvironment(io.env)
  const { ssid, password = io.env['PARTICLE_SETUP_WIFI_PASSWORD'] } = wishes
  if (!ssid) throw new InvalidInput('ssid', 'which network shall the Photon join? Give --ssid NAME (2.4 GHz)')
  const registry = openSqliteRegistry()
  return {
    config,
    photon: photonFromEnvironment('tcp', io.env),
    // For WPA and WPA2 the Photon goes by its own scan.
    wifiObj: { ssid, sec: password ? SECURITY.wpa2_aes : SECURITY.none, ch: 0 },
    password,
    registry,
    speed: 1,
    joinSetupNetwork: () =>
      printer.say(
        '\nHold SETUP until the Photon blinks blue, then join its network Photon-XXXXXX with this computer.\n',
      ),
    leaveSetupNetwork: () =>
      printer.say(
        '\nNow go back to a network that reaches the internet, if this computer has not done so by itself.\n',
      ),
    [Symbol.asyncDispose]: () => registry.close(),
  }
}
