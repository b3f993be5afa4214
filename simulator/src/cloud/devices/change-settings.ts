import type { CloudContext } from '../context.ts'
import { productAccess } from '../products/access.ts'
import { askDevice } from '../sessions/requests.ts'
import type { Account } from '../users/accounts.ts'
import type { Device } from './entity.ts'
import type { DeviceChange } from './schemas.ts'
import type { DeviceScope } from './scope.ts'

/**
 * Changes what more than the device's record has to know of.
 *
 * @returns what was changed, as the answer has it.
 * @throws ApiError 404 for a product that is not the caller's.
 */
export async function changeSettings(
  cloud: CloudContext,
  { account }: DeviceScope,
  device: Device,
  { product_id: product, firmware_updates_forced: forced }: DeviceChange,
): Promise<{ product_id?: number; firmware_updates_forced?: boolean }> {
  const productId = product === undefined ? undefined : await productIdFor(cloud, account, device, product)
  if (productId !== undefined) await cloud.devices.moveToProduct(device.id, productId)
  if (forced !== undefined) {
    await cloud.devices.update(device.id, { updatesForced: forced })
    // One that is offline is told when it comes back.
    await askDevice(cloud.backplane, device.id, { type: 'forceUpdates', forced })
  }
  return {
    ...(productId !== undefined && { product_id: productId }),
    ...(forced !== undefined && { firmware_updates_forced: forced }),
  }
}

/** A product of the caller's; the platform's own id stands for none. */
async function productIdFor(
  cloud: CloudContext,
  account: Account,
  { platformId }: Device,
  product: string,
): Promise<number> {
  return product === String(platformId) ? platformId : (await productAccess(cloud, { product }, account)).id
}
