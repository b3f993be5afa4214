import type { z } from 'zod'
import type { CloudContext } from '../../context.ts'
import { timestampOf } from '../../http/timestamp.ts'
import type { ProductFirmware } from './entity.ts'
import { groupsOf } from './plan.ts'
import type { firmwareAnswer } from './schemas.ts'

export async function formatFirmware(
  cloud: CloudContext,
  firmware: ProductFirmware,
): Promise<z.input<typeof firmwareAnswer>> {
  const { productId, version } = firmware
  const plan = await cloud.firmwares.plan(productId)
  const devices = await cloud.devices.inProduct(productId)
  const running = devices.filter(
    device => device.firmwareProductId === productId && device.firmwareVersion === version,
  )
  return {
    _id: firmware.id,
    version,
    title: firmware.title,
    description: firmware.description,
    name: firmware.name,
    size: firmware.sizeBytes,
    product_default: plan.productDefault === version,
    current: plan.productDefault === version,
    uploaded_on: timestampOf(firmware.uploadedAtMs),
    updated_at: timestampOf(firmware.updatedAtMs),
    product_id: productId,
    uploaded_by: { username: await cloud.accounts.usernameOf(firmware.uploadedBy) },
    groups: groupsOf(plan, version),
    device_count: running.length,
  }
}
