import type { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { ErrorListError } from '../http/errors.ts'
import { productAccess } from '../products/access.ts'
import type { Account } from '../users/accounts.ts'
import type { Device } from './entity.ts'
import type { claimAnswer } from './schemas.ts'

export interface ClaimRequest {
  readonly id: string
  /** Ask its owner for a device that is somebody else's. */
  readonly requestTransfer?: boolean | undefined
}

/**
 * Claims a device that is online and has no owner; one's own is claimed already.
 *
 * @throws ErrorListError 404 or 403, in the words that clients look for.
 */
export async function claimById(
  cloud: CloudContext,
  account: Account,
  { id, requestTransfer = false }: ClaimRequest,
): Promise<z.input<typeof claimAnswer>> {
  const device = await cloud.devices.get(id)
  if (device === undefined) throw new ErrorListError(404, 'device not found')
  if (device.ownerId !== null && device.ownerId !== account.id) {
    if (!requestTransfer) throw foreign()
    const parties = { deviceId: device.id, fromId: device.ownerId, toId: account.id }
    return { transfer_id: (await cloud.transfers.request(parties)).id, ok: true }
  }
  const online = (await cloud.devices.presence(device.id)) !== undefined
  if (device.ownerId === null) {
    if (!online) throw new ErrorListError(404, ["Core isn't online", 404])
    const productId = account.kind === 'customer' ? account.productId : null
    if (productId !== null && (await cloud.denials.has(productId, device.id))) {
      throw new ErrorListError(403, 'The product has denied the device')
    }
    const claimed = await cloud.devices.claim(device.id, { ownerId: account.id, productId })
    if (!claimed) throw foreign()
  }
  return { user_id: account.id, id: device.id, connected: online, ok: true }
}

/**
 * Makes up a device in a product of the caller's, for hardware that is to take its id.
 *
 * @throws ApiError 404 for a product that is not theirs.
 */
export async function provisionIn(cloud: CloudContext, account: Account, product: string): Promise<Device> {
  const { id: productId } = await productAccess(cloud, { product }, account)
  const id = cloud.random.hex(24)
  await cloud.devices.ensure(id)
  await cloud.devices.moveToProduct(id, productId)
  const device = await cloud.devices.get(id)
  if (device === undefined) throw new Error(`device ${id} was made and not found`)
  return device
}

function foreign(): ErrorListError {
  return new ErrorListError(403, 'That belongs to someone else.')
}
