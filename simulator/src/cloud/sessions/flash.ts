import type { CloudContext } from '../context.ts'
import { askDevice, type DeviceReply } from './requests.ts'

/** How flashing begins. `refused` says why, for people to read. */
export type FlashReply = Extract<DeviceReply, { type: 'started' | 'refused' | 'timedOut' | 'offline' }>

/**
 * Updates a device to an image of the cloud's. Settles once the update has begun, or is not going to;
 * `spark/flash/status` tells how it ends.
 */
export async function flashDevice(
  cloud: Pick<CloudContext, 'backplane'>,
  deviceId: string,
  imageId: string,
): Promise<FlashReply> {
  const reply = await askDevice(cloud.backplane, deviceId, { type: 'flash', imageId })
  switch (reply.type) {
    case 'started':
    case 'refused':
    case 'offline':
      return reply
    default:
      return { type: 'timedOut' }
  }
}
