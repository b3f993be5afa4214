import type { CloudContext } from '../context.ts'
import { ApiError, OAuthError } from '../http/errors.ts'
import type { Account } from '../users/accounts.ts'
import type { Product } from './entity.ts'
import { asTeamMember } from './team/accept.ts'

export interface ProductAccessOptions {
  /** The product's customers come in as well; what they then see is narrowed to what is theirs. */
  customers?: boolean
  /** Text of the 404. Default: `Product not found.`, as recorded of `GET /v1/products/:product`. */
  unknown?: string
}

/** Text of the 404 on the routes of a product's devices. */
export const UNKNOWN_PRODUCT_OF_DEVICES = 'Permission denied'

/**
 * The product a request's path names by id or slug, when the account may use it.
 *
 * @throws ApiError 404 when there is none, or the account has nothing to do with it.
 * @throws OAuthError 400 invalid_scope for a customer where only the team may come in.
 */
export async function productAccess(
  cloud: CloudContext,
  params: Readonly<Record<string, string>>,
  account: Account,
  { customers = false, unknown = 'Product not found.' }: ProductAccessOptions = {},
): Promise<Product> {
  const product = await cloud.products.find(params['product'] ?? '')
  if (product === undefined) throw new ApiError(404, unknown)
  const managed = await asTeamMember(cloud, product, account)
  if (managed !== undefined) return managed
  if (account.kind !== 'customer' || account.productId !== product.id) throw new ApiError(404, unknown)
  if (customers) return product
  throw new OAuthError('invalid_scope', "A customer's access token cannot manage a product")
}
