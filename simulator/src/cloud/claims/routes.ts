import type { CloudContext } from '../context.ts'
import { ApiError } from '../http/errors.ts'
import { type Route, route } from '../http/route.ts'
import { productAccess } from '../products/access.ts'
import { formatClaimCode } from './format.ts'
import { claimBody, claimCodeAnswer } from './schemas.ts'

export function claimRoutes(cloud: CloudContext): Route[] {
  return [
    route(
      {
        method: 'post',
        path: ['/v1/device_claims', '/v1/products/:product/device_claims'],
        summary: 'Make a claim code, which makes its creator the owner of one device',
        body: claimBody,
        answer: claimCodeAnswer,
      },
      async ({ caller: { account }, params, body }) => {
        const ownProduct = account.kind === 'customer' ? account.productId : null
        const productId =
          params['product'] === undefined
            ? ownProduct
            : (await productAccess(cloud, params, account, { customers: true })).id
        const number = body.iccid ?? body.imei
        const claim =
          number === undefined
            ? await cloud.claims.create(account.id, productId)
            : await cloud.claims.reserve(number, account.id, productId)
        if (claim === undefined) throw new ApiError(403, 'That belongs to someone else.')
        const devices = await cloud.devices.ownedBy(account.id)
        return formatClaimCode(
          claim,
          devices.map(device => device.id),
        )
      },
    ),
  ]
}
