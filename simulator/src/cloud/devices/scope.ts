import type { CloudContext } from '../context.ts'
import { ApiError, PermissionDeniedError } from '../http/errors.ts'
import type { Caller } from '../oauth/present.ts'
import { productAccess, UNKNOWN_PRODUCT_OF_DEVICES } from '../products/access.ts'
import { isTeamMember, type Product } from '../products/entity.ts'
import type { Account } from '../users/accounts.ts'
import type { Device } from './entity.ts'

/** The devices that a request may have to do with: the caller's own, or a product's. */
export interface DeviceScope {
  readonly account: Account
  /** Set below `/v1/products/:product`. */
  readonly product: Product | undefined
  /** The caller is of the product's team. */
  readonly managed: boolean
  list(): Promise<Device[]>
  /** By id in any case, or by name. */
  find(idOrName: string): Promise<Device | undefined>
  /**
   * The device of the path.
   *
   * @throws PermissionDeniedError, or ApiError 404 within a product.
   */
  require(): Promise<Device>
}

/** @throws ApiError 404 for a product that is not the caller's. */
export async function deviceScope(
  cloud: CloudContext,
  { account }: Caller,
  params: Readonly<Record<string, string>>,
): Promise<DeviceScope> {
  const product =
    params['product'] === undefined
      ? undefined
      : await productAccess(cloud, params, account, { customers: true, unknown: UNKNOWN_PRODUCT_OF_DEVICES })
  const managed = product !== undefined && isTeamMember(account, product)
  const inScope = (device: Device): boolean =>
    (managed || device.ownerId === account.id) && (product === undefined || device.productId === product.id)
  const list = async (): Promise<Device[]> =>
    managed ? cloud.devices.inProduct(product.id) : (await cloud.devices.ownedBy(account.id)).filter(inScope)
  const find = async (idOrName: string): Promise<Device | undefined> => {
    const device = await cloud.devices.get(idOrName)
    if (device !== undefined) return inScope(device) ? device : undefined
    return (await list()).find(each => each.name === idOrName)
  }

  return {
    account,
    product,
    managed,
    list,
    find,
    async require() {
      const device = await find(params['device'] ?? '')
      if (device !== undefined) return device
      throw product === undefined
        ? new PermissionDeniedError()
        : new ApiError(404, 'Device not found for this product')
    },
  }
}
