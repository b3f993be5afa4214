import type { ConfigureApRequest } from '@particle-setup/protocol/softap'
import { fromLatin1, toLatin1 } from './bytes.ts'
import { runForResult } from './command.ts'
import { getPublicKey } from './device.ts'
import { encryptWifiPassword } from './encrypt-wifi-password.ts'
import type { PhotonOptions } from './options.ts'
import { checkNetwork, type WifiNetwork } from './wifi.ts'

export interface ConfigureWifiArgument {
  wifiObj: WifiNetwork
  /** In plain text. Ignored for an open network. */
  password?: string | undefined
  /** Read from the Photon when left out and needed. */
  publicKey?: Uint8Array | undefined
}

/**
 * Stores a network on the Photon (`configure-ap`), which keeps five and puts a new one first. Default limit
 * 60 s: for WPA and WPA2 the Photon scans twice. Success says nothing of whether the password is right.
 *
 * @throws InvalidInput before anything is sent; NetworkNotFound, BadPasswordLength, BadSsidLength,
 * KeyMismatch, MalformedRequest, Refused and other `SoftApError`; TimedOut.
 */
export async function configureWifi(argument: ConfigureWifiArgument & PhotonOptions): Promise<void> {
  const network = checkNetwork(argument.wifiObj, argument.password)
  const request: Omit<ConfigureApRequest, 'ssid'> = { idx: 0, sec: network.sec, ch: network.ch }
  if (network.plaintext !== undefined) {
    const publicKey = argument.publicKey ?? (await getPublicKey(argument))
    request.pwd = await encryptWifiPassword({ password: network.plaintext, publicKey })
  }
  await runForResult(argument, { command: 'configure-ap', body: encode(network.ssid, request) })
}

/** The name goes in as its bytes: they need not be UTF-8, and nothing in them needs an escape. */
function encode(ssid: Uint8Array, { idx, ...rest }: Omit<ConfigureApRequest, 'ssid'>): Uint8Array {
  return fromLatin1(`{"idx":${idx},"ssid":"${toLatin1(ssid)}",${JSON.stringify(rest).slice(1)}`)
}
