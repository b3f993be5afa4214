import type { z } from 'zod'
import type { CloudContext } from '../../context.ts'
import type { Device } from '../../devices/entity.ts'
import { formatDevice } from '../../devices/format.ts'
import type { productDeviceAnswer } from './schemas.ts'

/** A device in its product's list. */
export async function formatProductDevice(
  cloud: CloudContext,
  device: Device,
): Promise<z.input<typeof productDeviceAnswer>> {
  const customer = device.ownerId === null ? undefined : await cloud.customers.get(device.ownerId)
  return {
    ...(await formatDevice(cloud, device)),
    ...(customer === undefined ? { user_id: device.ownerId } : { customer_id: customer.id }),
  }
}

/** A device that waits to be let in: what it will be as a member is not known yet. */
export async function formatQuarantined(
  cloud: CloudContext,
  device: Device,
): Promise<z.input<typeof productDeviceAnswer>> {
  return {
    ...(await formatProductDevice(cloud, device)),
    firmware_product_id: device.firmwareProductId,
    firmware_version: device.firmwareVersion,
    desired_firmware_version: null,
    targeted_firmware_release_version: null,
    groups: [],
    development: false,
    quarantined: true,
    denied: false,
  }
}
