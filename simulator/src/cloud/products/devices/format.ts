import type { z } from 'zod'
import type { CloudContext } from '../../context.ts'
import { type Device, productOf } from '../../devices/entity.ts'
import { formatDevice } from '../../devices/format.ts'
import type { deviceAnswer } from '../../devices/schemas.ts'
import { releasedVersion } from '../firmware/target.ts'
import type { productDeviceAnswer } from './schemas.ts'

/** What only a product's device has; nothing of a developer's own. */
export async function formatMembership(
  cloud: CloudContext,
  device: Device,
): Promise<Partial<z.input<typeof deviceAnswer>>> {
  const productId = productOf(device)
  if (productId === null) return {}
  const { groups, desiredVersion } = await cloud.memberships.get(device)
  const plan = await cloud.firmwares.plan(productId)
  const { development } = device
  return {
    firmware_product_id: device.firmwareProductId,
    firmware_version: device.firmwareVersion,
    desired_firmware_version: desiredVersion,
    targeted_firmware_release_version: releasedVersion(plan, { development, desiredVersion, groups }),
    groups: [...groups],
    development,
    quarantined: false,
    denied: false,
  }
}

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
