import type { CloudContext } from '../../context.ts'
import type { Device } from '../../devices/entity.ts'
import type { DeviceChange } from '../../devices/schemas.ts'
import { ApiError } from '../../http/errors.ts'
import type { Product } from '../entity.ts'
import { deliver } from '../firmware/deliver.ts'

/** The fields of the answer that are not those of every change. */
export interface MembershipChange {
  development?: boolean
  desired_firmware_version?: number | null
  groups?: string[]
}

/**
 * What only a product's team may change of a device.
 *
 * @returns what was changed; nothing when the request changes nothing of the kind.
 * @throws ApiError 404 for a version that the product does not have.
 */
export async function updateMembership(
  cloud: CloudContext,
  product: Product,
  device: Device,
  change: DeviceChange,
): Promise<MembershipChange> {
  const { development, desired_firmware_version: version, flash } = change
  const groups = change.groups ?? change['groups[]']
  if (version != null && (await cloud.firmwares.get(product.id, version)) === undefined) {
    throw new ApiError(404, `The product has no firmware version ${version}; upload it first`)
  }

  if (development !== undefined) await cloud.devices.update(device.id, { development })
  if (groups !== undefined) await cloud.groups.ensure(product.id, groups)
  if (groups !== undefined || version !== undefined) {
    await cloud.memberships.change(device, () => ({
      ...(groups !== undefined && { groups }),
      ...(version !== undefined && { desiredVersion: version }),
    }))
  }
  if (flash && version != null) await deliver(cloud, device.id, { again: true })
  return {
    ...(development !== undefined && { development }),
    ...(groups !== undefined && { groups }),
    ...(version !== undefined && { desired_firmware_version: version }),
  }
}
