import { RESULT_CODES } from '@particle-setup/protocol/softap'
import type { StoredNetwork } from '../../storage/network.ts'
import { CLOSE, EMPTY, later, reply, type SettledAction } from '../action.ts'
import { checkEnterprise } from '../configure/enterprise.ts'
import { checkNetwork } from '../configure/network.ts'
import { type Credentials, readCredentials } from '../configure/request.ts'
import { toStoredNetwork, toUncheckedNetwork } from '../configure/store.ts'
import { readFields } from '../json/fields.ts'
import { resultObject } from '../json/write.ts'
import type { Command, CommandContext } from './command.ts'

/** WICED_ERROR, for a network that flash would not take. */
const FLASH_ERROR = 4

/**
 * Stores a network. The checks come in the device's order: decryption, length of the name, the
 * network's security (by a scan), length of the key, enterprise fields; then the first three once
 * more, with a second scan, before the network is written.
 *
 * Source: Device OS v2.3.1 softap.cpp `ConfigureAPCommand`, wlan_hal.cpp `wlan_set_credentials`.
 */
export const configureAp: Command = {
  transports: 'both',
  readsBody: true,
  run(body, context) {
    const fields = readFields(body, context.profile.configureApKeys)
    if (fields === undefined) return EMPTY
    const credentials = readCredentials(fields, context)
    return later(credentials.then(read => configure(read, context)))
  },
}

async function configure(credentials: Credentials, context: CommandContext): Promise<SettledAction> {
  try {
    return reply(resultObject(await check(credentials, context)))
  } catch (error) {
    if (context.signal.aborted) return CLOSE
    throw error
  }
}

async function check(credentials: Credentials, context: CommandContext): Promise<number> {
  const { device, profile, signal } = context
  if (credentials.decryptResult < 0) return credentials.decryptResult
  if (!profile.validatesNetworks) return store(toUncheckedNetwork(credentials), context)

  const scan = () => device.scan(signal)
  const dryRun = await checkNetwork(credentials, scan)
  if (dryRun.result !== RESULT_CODES.ok) return dryRun.result
  if (credentials.eapType !== 0 && !checkEnterprise(credentials)) return RESULT_CODES.refused

  const found = await checkNetwork(credentials, scan)
  if (found.result !== RESULT_CODES.ok) return found.result
  return store(toStoredNetwork(credentials, found.sec), context)
}

function store(network: StoredNetwork, { device, onFault }: CommandContext): number {
  try {
    device.storeNetwork(network)
    return RESULT_CODES.ok
  } catch (error) {
    onFault(error)
    return FLASH_ERROR
  }
}
