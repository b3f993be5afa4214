import { CloudError, CloudUnreachable } from '../errors/cloud.ts'
import { TimedOut } from '../errors/general.ts'
import { listDevices } from '../streaming/devices.ts'
import { known, type ProvisionContext, type Sight } from './context.ts'

/**
 * How the cloud shows a device to the customer now. While the computer changes networks the cloud is out of
 * reach, which is no more than not seeing the device; a refusal is thrown.
 */
export async function lookInCloud(
  { config, state }: ProvisionContext,
  deviceId: string,
  signal: AbortSignal,
): Promise<Sight> {
  try {
    const token = known(state, 'scopedToken')
    const devices = await listDevices({ apiUrl: config.apiUrl, fetch: config.fetch, token, signal })
    const device = devices.find(device => device.deviceId === deviceId)
    state.seen = device ? (device.online ? 'online' : 'offline') : 'not-owned'
    return state.seen
  } catch (error) {
    if (signal.aborted || !isPassing(error)) throw error
    return state.seen ?? 'not-owned'
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof CloudError) return error.status >= 500 || error.status === 429
  return error instanceof CloudUnreachable || error instanceof TimedOut
}
