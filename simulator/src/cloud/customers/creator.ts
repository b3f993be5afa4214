import type { Request } from 'express'
import type { CloudContext } from '../context.ts'
import { basicCredentials } from '../http/basic.ts'
import { bodyOf } from '../http/body.ts'
import { ApiError, OAuthError } from '../http/errors.ts'
import { clientOf } from '../oauth/routes.ts'
import { productAccess } from '../products/access.ts'
import type { Product } from '../products/entity.ts'

type Params = Readonly<Record<string, string>>

/** On whose behalf a customer is made. */
export interface Creator {
  readonly product: Product
  /** The client that the customer's first token is for. */
  readonly clientId: string
  /** Where a browser takes the token, which made the customer without a secret. */
  readonly redirectUri?: string
}

/**
 * Customers are made by a client of their product, or by a member of its team.
 *
 * @throws OAuthError, or ApiError 404 for an unknown product.
 */
export async function creatorOf(cloud: CloudContext, req: Request, params: Params): Promise<Creator> {
  const body = bodyOf(req)
  if (body['response_type'] === 'token') return browserCreator(cloud, params, body['client_id'])
  const withClient = basicCredentials(req.get('Authorization')) ?? body['client_id']
  if (withClient === undefined) {
    const { account, token } = await cloud.authenticate(req)
    return { product: await productAccess(cloud, params, account), clientId: token.clientId }
  }
  const { id, client } = await clientOf(req, cloud.clients)
  const product = await requireProduct(cloud, params)
  if (client?.productId !== product.id) {
    throw new OAuthError('invalid_client', 'Client credentials are invalid')
  }
  return { product, clientId: id }
}

/** A browser keeps no secret: that the token goes nowhere but to the client's own page is what protects it. */
async function browserCreator(cloud: CloudContext, params: Params, clientId: unknown): Promise<Creator> {
  const product = await requireProduct(cloud, params)
  const client = typeof clientId === 'string' ? await cloud.clients.get(clientId) : undefined
  if (client?.productId !== product.id) {
    throw new OAuthError('invalid_client', 'Client credentials are invalid')
  }
  if (client.redirectUri === undefined) {
    throw new OAuthError('invalid_client', 'The client has no redirect_uri; make one of type web')
  }
  return { product, clientId: client.id, redirectUri: client.redirectUri }
}

async function requireProduct(cloud: CloudContext, params: Params): Promise<Product> {
  const product = await cloud.products.find(params['product'] ?? '')
  if (product === undefined) throw new ApiError(404, 'Product not found.')
  return product
}
