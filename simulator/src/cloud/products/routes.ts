import { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { type Route, route } from '../http/route.ts'
import { productAccess } from './access.ts'
import type { Product } from './entity.ts'
import { formatProduct } from './format.ts'
import { productAnswer } from './schemas.ts'

export function productRoutes(cloud: CloudContext): Route[] {
  const format = async (product: Product) =>
    formatProduct(product, await cloud.accounts.usernameOf(product.ownerId))

  return [
    route(
      {
        method: 'get',
        path: ['/v1/products', '/v1/user/products'],
        summary: 'List the products that the caller looks after',
        answer: z.object({ products: z.array(productAnswer) }),
      },
      async ({ caller }) => {
        const products = await cloud.products.ofTeamMember(caller.account)
        return { products: await Promise.all(products.map(format)) }
      },
    ),
    route(
      {
        method: 'get',
        path: '/v1/products/:product',
        summary: 'Show a product',
        answer: z.object({ product: productAnswer }),
      },
      async ({ caller, params, res }) => {
        const product = await productAccess(cloud, params, caller.account)
        res.set('X-Requested-Scope', `product_${product.id}:product:get`)
        return { product: await format(product) }
      },
    ),
  ]
}
