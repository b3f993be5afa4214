import { type RequestHandler, Router } from 'express'
import type { CloudContext } from '../context.ts'
import { productAccess } from './access.ts'
import type { Product } from './entity.ts'
import { formatProduct } from './format.ts'

export function productRoutes(cloud: CloudContext): Router {
  const router = Router()
  const format = async (product: Product): Promise<object> =>
    formatProduct(product, await cloud.accounts.usernameOf(product.ownerId))

  const list: RequestHandler = async (req, res) => {
    const { account } = await cloud.authenticate(req)
    const products = await cloud.products.ofTeamMember(account)
    res.json({ products: await Promise.all(products.map(format)) })
  }
  router.get('/v1/products', list)
  router.get('/v1/user/products', list)

  router.get('/v1/products/:product', async (req, res) => {
    const { account } = await cloud.authenticate(req)
    const product = await productAccess(cloud, req, account)
    res.set('X-Requested-Scope', `product_${product.id}:product:get`)
    res.json({ product: await format(product) })
  })

  return router
}
