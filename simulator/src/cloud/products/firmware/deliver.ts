import type { Bucket } from '../../backplane/index.ts'
import type { CloudContext } from '../../context.ts'
import { productOf } from '../../devices/entity.ts'
import { type FlashReply, flashDevice } from '../../sessions/flash.ts'
import { begin, type Delivery, withdraw } from './delivery.ts'
import { targetVersion } from './target.ts'

/** A device that does not run the firmware it should was to be updated; `started` is how it goes well. */
export interface RolloutRecord {
  readonly device: string
  readonly product: number
  readonly version: number
  readonly reply: FlashReply['type']
}

/** Updates at one moment that one intelligent release is beginning. */
const AT_ONCE = 16

/**
 * Updates a device to the firmware it should run, unless it does, or has had its chances.
 *
 * @param options.again also when the device has had the firmware before and states another version.
 */
export async function deliver(
  cloud: CloudContext,
  deviceId: string,
  { again = false }: { again?: boolean } = {},
): Promise<void> {
  const device = await cloud.devices.get(deviceId)
  const productId = device === undefined ? null : productOf(device)
  if (device === undefined || productId === null) return
  const { groups, desiredVersion } = await cloud.memberships.get(device)
  const { development } = device
  const plan = await cloud.firmwares.plan(productId)
  const version = targetVersion(plan, { development, desiredVersion, groups })
  if (version === null) return
  if (device.firmwareVersion === version && device.firmwareProductId === productId) {
    await deliveries(cloud).delete(deviceId)
    return
  }
  const firmware = await cloud.firmwares.get(productId, version)
  if (firmware === undefined || !(await takeTurn(cloud, deviceId, firmware.imageId, again))) return

  const reply = await flashDevice(cloud, deviceId, firmware.imageId)
  cloud.notice('rollout', { device: deviceId, product: productId, version, reply: reply.type })
  if (reply.type === 'started') return
  await deliveries(cloud).update(deviceId, own => own && withdraw(own, cloud.clock.unixMs()))
}

/** Updates those of the product's devices that are online. */
export async function deliverToAll(cloud: CloudContext, productId: number): Promise<void> {
  const devices = (await cloud.devices.inProduct(productId)).values()
  const worker = async (): Promise<void> => {
    for (const { id } of devices) {
      if ((await cloud.devices.presence(id)) !== undefined) await deliver(cloud, id)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

/** Forgotten when the cloud stops: an update that it could not see the end of is no reason to give up. */
export function deliveries(cloud: CloudContext): Bucket<Delivery> {
  return cloud.backplane.bucket('firmware-deliveries', { transient: true })
}

/** Of all who would update a device at this moment, on whichever node, one does. */
async function takeTurn(
  cloud: CloudContext,
  deviceId: string,
  imageId: string,
  again: boolean,
): Promise<boolean> {
  let mine = false
  await deliveries(cloud).update(deviceId, before => {
    const after = begin(before, imageId, cloud.clock.unixMs(), again)
    mine = after !== undefined
    return after
  })
  return mine
}
