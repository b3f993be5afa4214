import type { VariableValue } from '@particle-setup/protocol/device'
import { type Backplane, NoResponderError, type Service } from '../backplane/index.ts'

/** What the HTTP API may ask of a device that has a session, on whichever node that is. */
export type DeviceRequest =
  | { type: 'call'; name: string; argument: string }
  | { type: 'read'; name: string }
  | { type: 'signal'; on: boolean }
  | { type: 'ping' }
  /** Update it to an image of the cloud's; answered once the update has begun. */
  | { type: 'flash'; imageId: string }
  /** Make it take updates also when its program has disabled them, or no longer. */
  | { type: 'forceUpdates'; forced: boolean }

export type DeviceReply =
  | { type: 'returned'; value: number }
  | { type: 'value'; value: VariableValue }
  | { type: 'done' }
  /** The device offers nothing of that name. */
  | { type: 'unknownName' }
  /** The update is under way; `spark/flash/status` tells how it ends. */
  | { type: 'started' }
  /** No update, with the reason for people to read. */
  | { type: 'refused'; reason: string }
  /** It has a session, but did not answer. */
  | { type: 'timedOut' }
  /** It has no session. */
  | { type: 'offline' }

/** Answered by the node that holds the device's session. */
export function deviceService(deviceId: string): Service<DeviceRequest, DeviceReply> {
  return { name: `device/${deviceId}` }
}

export async function askDevice(
  backplane: Backplane,
  deviceId: string,
  request: DeviceRequest,
): Promise<DeviceReply> {
  try {
    return await backplane.request(deviceService(deviceId), request)
  } catch (error) {
    if (error instanceof NoResponderError) return { type: 'offline' }
    throw error
  }
}
