import { type RequestHandler, Router } from 'express'
import type { CloudContext } from '../context.ts'
import { productAccess } from '../products/access.ts'
import { formatClaimCode } from './format.ts'

export function claimRoutes(cloud: CloudContext): Router {
  const router = Router()

  const create: RequestHandler = async (req, res) => {
    const { account } = await cloud.authenticate(req)
    const ownProduct = account.kind === 'customer' ? account.productId : null
    const productId =
      req.params['product'] === undefined
        ? ownProduct
        : (await productAccess(cloud, req, account, { customers: true })).id
    const claim = await cloud.claims.create(account.id, productId)
    const devices = await cloud.devices.ownedBy(account.id)
    res.json(
      formatClaimCode(
        claim,
        devices.map(device => device.id),
      ),
    )
  }
  router.post('/v1/device_claims', create)
  router.post('/v1/products/:product/device_claims', create)

  return router
}
