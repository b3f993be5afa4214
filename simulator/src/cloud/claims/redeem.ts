import type { CloudContext } from '../context.ts'

/**
 * - `claimed`: the device has just become the code's creator's
 * - `confirmed`: it was already, and the code is its own
 * - `ignored`: the code is unknown, expired, or used by another device; or the device is somebody else's, or
 *   the creator's product will not have it
 */
export type Redemption = 'claimed' | 'confirmed' | 'ignored'

/** What happens when a device presents a claim code. A device that has another owner does not move. */
export async function redeemClaimCode(
  { claims, devices, denials }: Pick<CloudContext, 'claims' | 'devices' | 'denials'>,
  deviceId: string,
  code: string,
): Promise<Redemption> {
  const claim = await claims.find(code)
  const device = await devices.get(deviceId)
  if (claim === undefined || device === undefined) return 'ignored'
  if (device.ownerId !== null && device.ownerId !== claim.ownerId) return 'ignored'
  if (claim.productId !== null && (await denials.has(claim.productId, deviceId))) return 'ignored'
  if (claim.usedBy !== null) {
    return claim.usedBy === deviceId && device.ownerId === claim.ownerId ? 'confirmed' : 'ignored'
  }
  if (!(await claims.use(code, deviceId))) return 'ignored'
  if (device.ownerId === claim.ownerId) return 'confirmed'
  return (await devices.claim(deviceId, claim)) ? 'claimed' : 'ignored'
}
