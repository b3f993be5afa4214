import { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { OAuthError } from '../http/errors.ts'
import { type Route, route } from '../http/route.ts'
import type { Account } from '../users/accounts.ts'
import { productAccess } from './access.ts'
import type { Product } from './entity.ts'
import { formatProduct } from './format.ts'
import { productAnswer, productBody } from './schemas.ts'
import { productsOf } from './team/accept.ts'

/** An organization is a name that products carry; who looks after a product is said by its team. */
export function productRoutes(cloud: CloudContext): Route[] {
  const list = async (account: Account, belongs: (product: Product) => boolean) => {
    const products = (await productsOf(cloud, account)).filter(belongs)
    return { products: await Promise.all(products.map(product => formatProduct(cloud, product))) }
  }

  return [
    route(
      {
        method: 'get',
        path: ['/v1/products', '/v1/user/products'],
        summary: 'List the products that the caller looks after',
        answer: z.object({ products: z.array(productAnswer) }),
      },
      ({ caller }) => list(caller.account, () => true),
    ),
    route(
      {
        method: 'get',
        path: '/v1/orgs/:org/products',
        summary: 'List those products of an organization that the caller looks after',
        answer: z.object({ products: z.array(productAnswer) }),
      },
      ({ caller, params }) => {
        const org = (params['org'] ?? '').toLowerCase()
        return list(caller.account, product => product.org === org)
      },
    ),
    route(
      {
        method: 'post',
        path: ['/v1/user/products', '/v1/orgs/:org/products'],
        summary: 'Create a product',
        body: productBody,
        answer: z.object({ ok: z.boolean(), product: productAnswer }),
      },
      async ({ caller: { account }, params, body }) => {
        if (account.kind === 'customer') {
          throw new OAuthError('invalid_scope', "A customer's access token cannot create a product")
        }
        const { name, description, platform_id: platformId, settings } = body.product
        const product = await cloud.products.add({
          name,
          description,
          platformId,
          ownerId: account.id,
          team: [account.id],
          settings: {
            location: settings?.location?.opt_in ?? false,
            knownApplication: settings?.known_application?.opt_in ?? false,
            quarantine: settings?.quarantine ?? false,
          },
          ...(params['org'] !== undefined && { org: params['org'].toLowerCase() }),
        })
        return { ok: true, product: await formatProduct(cloud, product) }
      },
    ),
    route(
      {
        method: 'get',
        path: '/v1/products/:product',
        summary: 'Show a product',
        answer: z.object({ product: productAnswer }),
      },
      async ({ caller, params }) => {
        const product = await productAccess(cloud, params, caller.account)
        return { product: await formatProduct(cloud, product) }
      },
    ),
  ]
}
