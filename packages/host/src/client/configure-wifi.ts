import type { ConfigureApRequest } from '@particle-setup/protocol/softap'
import { concat, fromLatin1, toLatin1 } from './bytes.ts'
import { encodeBody, runForResult } from './command.ts'
import { getPublicKey } from './device.ts'
import { encryptPrivateKey } from './encrypt-private-key.ts'
import { encryptWifiPassword } from './encrypt-wifi-password.ts'
import type { PhotonOptions } from './options.ts'
import { type CheckedNetwork, checkNetwork, type WifiCredentials } from './wifi.ts'

export interface ConfigureWifiArgument extends WifiCredentials {
  /** Read from the Photon when left out and needed. */
  publicKey?: Uint8Array | undefined
}

/**
 * Stores a network on the Photon (`configure-ap`), which keeps five and puts a new one first, only one of them
 * an enterprise network. Default limit 60 s: for WPA and WPA2 the Photon scans twice. Success says nothing of
 * whether the password is right.
 *
 * @throws InvalidInput before anything is sent; NetworkNotFound, BadPasswordLength, BadSsidLength,
 * BadEnterpriseSettings, KeyMismatch, MalformedRequest, Refused and other `SoftApError`; TimedOut.
 */
export async function configureWifi(argument: ConfigureWifiArgument & PhotonOptions): Promise<void> {
  const network = checkNetwork(argument)
  const encrypted = await encryptSecrets(network, argument)
  const { ssid, sec, ch, eap } = network
  await runForResult(argument, {
    command: 'configure-ap',
    body: encode(ssid, { sec, ch, ...eap?.fields, ...encrypted }),
  })
}

async function encryptSecrets(
  { plaintext, eap }: CheckedNetwork,
  argument: ConfigureWifiArgument & PhotonOptions,
): Promise<Pick<ConfigureApRequest, 'pwd' | 'key' | 'ek'>> {
  const getKey = async () => argument.publicKey ?? (await getPublicKey(argument))
  if (eap?.privateKey !== undefined) return encryptPrivateKey(eap.privateKey, await getKey())
  if (plaintext === undefined) return {}
  return { pwd: await encryptWifiPassword({ password: plaintext, publicKey: await getKey() }) }
}

/** The name goes in as its bytes: they need not be UTF-8, and nothing in them needs an escape. */
function encode(ssid: Uint8Array, rest: Omit<ConfigureApRequest, 'ssid' | 'idx'>): Uint8Array {
  return concat([fromLatin1(`{"idx":0,"ssid":"${toLatin1(ssid)}",`), encodeBody(rest).subarray(1)])
}
