import type { CloudContext } from '../../context.ts'
import { type Device, productOf } from '../../devices/entity.ts'
import type { Product } from '../entity.ts'

/** The devices that a product with quarantine has to let in or to deny. */
export async function quarantined(cloud: CloudContext, product: Product): Promise<Device[]> {
  if (!product.settings?.quarantine) return []
  const outside = await cloud.devices.inProduct(product.platformId)
  const knocking = outside.filter(device => device.firmwareProductId === product.id)
  const denied = await Promise.all(knocking.map(device => cloud.denials.has(product.id, device.id)))
  return knocking.filter((_, i) => !denied[i])
}

/** Without quarantine, a device is in the product that its firmware states. */
export async function letIn(cloud: CloudContext, device: Device): Promise<void> {
  if (device.firmwareProductId === null || productOf(device) !== null) return
  const product = await cloud.products.get(device.firmwareProductId)
  if (product === undefined || product.settings?.quarantine) return
  if (await cloud.denials.has(product.id, device.id)) return
  await cloud.devices.moveToProduct(device.id, product.id)
}
