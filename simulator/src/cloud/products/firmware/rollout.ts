import type { Bucket, Subscription } from '../../backplane/index.ts'
import type { CloudContext } from '../../context.ts'
import { productOf } from '../../devices/entity.ts'
import { type CloudEvent, EVENTS } from '../../events/entity.ts'
import { type FlashReply, flashDevice } from '../../sessions/flash.ts'
import { letIn } from '../devices/quarantine.ts'
import { targetVersion } from './target.ts'

/** What the cloud remembers of sending a firmware to a device, so that it does not do so for ever. */
export interface Delivery {
  readonly imageId: string
  /** How often it was begun. */
  readonly attempts: number
  /**
   * - `idle`: the device has refused, or the update has failed
   * - `sending`: the update is under way
   * - `delivered`: the device has taken the firmware, whatever version that states
   */
  readonly state: 'idle' | 'sending' | 'delivered'
}

/** A device that does not run the firmware it should was to be updated; `started` is how it goes well. */
export interface RolloutRecord {
  readonly device: string
  readonly product: number
  readonly version: number
  readonly reply: FlashReply['type']
}

/** An update that fails is begun anew when the device next comes online: this often. */
const MAX_ATTEMPTS = 3

/** Updates at one moment that one intelligent release has begun, or is beginning. */
const AT_ONCE = 16

/** Brings devices to the firmware they should run as they come online. */
export class Rollout {
  private readonly cloud: CloudContext
  private readonly events: Subscription

  constructor(cloud: CloudContext) {
    this.cloud = cloud
    this.events = cloud.backplane.subscribe(EVENTS, event => {
      // Devices and people cannot publish names of the system's.
      if (event.name.startsWith('spark/')) void this.hear(event).catch(cloud.onFailure)
    })
  }

  close(): void {
    this.events.unsubscribe()
  }

  private async hear({ name, data, coreid }: CloudEvent): Promise<void> {
    if (name === 'spark/status' && data === 'online') {
      const device = await this.cloud.devices.get(coreid)
      if (device !== undefined) await letIn(this.cloud, device)
      await deliver(this.cloud, coreid)
    }
    if (name === 'spark/flash/status' && (data === 'success ' || data === 'failed ')) {
      await deliveries(this.cloud).update(coreid, delivery =>
        delivery?.state === 'sending'
          ? { ...delivery, state: data === 'success ' ? 'delivered' : 'idle' }
          : delivery,
      )
    }
  }
}

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
  const version = targetVersion(await cloud.firmwares.plan(productId), {
    development,
    desiredVersion,
    groups,
  })
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
  await deliveries(cloud).update(deviceId, delivery =>
    delivery?.state === 'sending' ? { ...delivery, state: 'idle' } : delivery,
  )
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

/** Of all who would update a device at this moment, on whichever node, one does. */
async function takeTurn(
  cloud: CloudContext,
  deviceId: string,
  imageId: string,
  again: boolean,
): Promise<boolean> {
  let mine = false
  await deliveries(cloud).update(deviceId, delivery => {
    const known = delivery?.imageId === imageId ? delivery : undefined
    mine = known === undefined || again || (known.state === 'idle' && known.attempts < MAX_ATTEMPTS)
    return mine ? { imageId, attempts: (known?.attempts ?? 0) + 1, state: 'sending' } : delivery
  })
  return mine
}

/** Forgotten when the cloud stops: an update that it could not see the end of is no reason to give up. */
function deliveries(cloud: CloudContext): Bucket<Delivery> {
  return cloud.backplane.bucket('firmware-deliveries', { transient: true })
}
