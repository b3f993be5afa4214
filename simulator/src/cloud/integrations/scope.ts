import type { CloudContext } from '../context.ts'
import { ApiError, OAuthError } from '../http/errors.ts'
import type { Caller } from '../oauth/present.ts'
import { productAccess } from '../products/access.ts'
import { type Integration, type IntegrationScope, isIn } from './entity.ts'

type Params = Readonly<Record<string, string>>

/**
 * Whose integrations a request is about: the caller's own, or those of the product in its path.
 *
 * @throws OAuthError 400 for a customer, who has none; ApiError 404 for a product that is not the caller's.
 */
export async function integrationScope(
  cloud: CloudContext,
  { account }: Caller,
  params: Params,
): Promise<IntegrationScope> {
  if (params['product'] !== undefined) {
    const product = await productAccess(cloud, params, account)
    return { ownerId: account.id, productId: product.id }
  }
  if (account.kind === 'user') return { ownerId: account.id, productId: null }
  throw new OAuthError('invalid_scope', "A customer's access token cannot manage integrations")
}

/** @throws ApiError 404 in the words of the view, and what {@link integrationScope} throws. */
export async function requireIntegration(
  cloud: CloudContext,
  caller: Caller,
  params: Params,
  view: string,
): Promise<Integration> {
  const scope = await integrationScope(cloud, caller, params)
  const integration = await cloud.integrations.get(params['integration'] ?? '')
  if (integration !== undefined && isIn(integration, scope)) return integration
  throw new ApiError(404, `${view} not found`)
}
