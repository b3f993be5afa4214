import type { CloudContext } from '../../context.ts'
import type { Device } from '../../devices/entity.ts'
import type { DeviceScope } from '../../devices/scope.ts'
import type { Product } from '../entity.ts'
import { quarantined } from './quarantine.ts'

/** Takes a device out of its product. A customer's is then nobody's: its owner is one of that product alone. */
export async function removeDevice(cloud: CloudContext, device: Device): Promise<void> {
  const customer = device.ownerId === null ? undefined : await cloud.customers.get(device.ownerId)
  if (customer !== undefined) await cloud.devices.unclaim(device.id)
  await cloud.memberships.forget(device.id)
  await cloud.devices.moveToProduct(device.id, device.platformId)
}

/**
 * Keeps a device out of a product: one that is in it, or one that waits to be let in.
 *
 * @throws ApiError 404 when it is neither.
 */
export async function denyDevice(
  cloud: CloudContext,
  product: Product,
  idOrName: string,
  scope: DeviceScope,
): Promise<void> {
  const waiting = (await quarantined(cloud, product)).find(device => device.id === idOrName.toLowerCase())
  const device = waiting ?? (await scope.require())
  await cloud.denials.add(product.id, device.id)
  if (waiting === undefined) await removeDevice(cloud, device)
}
