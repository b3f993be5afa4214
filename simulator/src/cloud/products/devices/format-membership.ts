import type { z } from 'zod'
import type { CloudContext } from '../../context.ts'
import { type Device, productOf } from '../../devices/entity.ts'
import type { deviceAnswer } from '../../devices/schemas.ts'
import { releasedVersion } from '../firmware/target.ts'

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
