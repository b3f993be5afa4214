import { type Request, Router } from 'express'
import { z } from 'zod'
import type { CloudContext } from '../context.ts'
import type { Device } from '../devices/entity.ts'
import { formatDevice } from '../devices/format.ts'
import { changeDevice, pingDevice, readDevice } from '../devices/routes.ts'
import { deviceScope } from '../devices/scope.ts'
import { bodyOf, filesOf, readBody, uploadParser } from '../http/body.ts'
import { pageOf, paginate } from '../http/query.ts'
import { productAccess, UNKNOWN_PRODUCT_OF_DEVICES } from './access.ts'
import { selectDevices } from './device-list.ts'

const additionSchema = z.looseObject({ id: z.union([z.string(), z.array(z.string())]).optional() })

/** A product's devices, as its team sees them. */
export function productDeviceRoutes(cloud: CloudContext): Router {
  const router = Router()
  const teamOnly = { unknown: UNKNOWN_PRODUCT_OF_DEVICES }

  const format = async (device: Device): Promise<object> => {
    const customer = device.ownerId === null ? undefined : await cloud.customers.get(device.ownerId)
    return {
      ...(await formatDevice(cloud, device)),
      ...(customer === undefined ? { user_id: device.ownerId } : { customer_id: customer.id }),
    }
  }

  router.get('/v1/products/:product/devices', async (req, res) => {
    const scope = await deviceScope(cloud, req)
    const { items, totalPages } = paginate(selectDevices(await scope.list(), req), pageOf(req))
    const owners = new Set(items.map(device => device.ownerId).filter(id => id !== null))
    const customers = await Promise.all([...owners].map(id => cloud.customers.get(id)))
    res.set('X-Requested-Scope', `product_${scope.product?.id}:devices:list`)
    res.json({
      devices: await Promise.all(items.map(format)),
      customers: customers.filter(each => each !== undefined).map(({ id, username }) => ({ id, username })),
      meta: { total_pages: totalPages },
    })
  })

  router.post('/v1/products/:product/devices', uploadParser, async (req, res) => {
    const { account } = await cloud.authenticate(req)
    const product = await productAccess(cloud, req, account, teamOnly)
    const ids = addedIds(req)
    const valid = ids.filter(id => /^[0-9a-f]{24}$/.test(id))
    const foreign: string[] = []
    for (const id of valid) {
      await cloud.devices.ensure(id)
      const device = await cloud.devices.get(id)
      const elsewhere = device !== undefined && device.productId !== device.platformId
      if (elsewhere && device.productId !== product.id) foreign.push(id)
      else await cloud.devices.moveToProduct(id, product.id)
    }
    const updated = valid.filter(id => !foreign.includes(id))
    res.json({
      updated: updated.length,
      nonmemberDeviceIds: foreign,
      invalidDeviceIds: ids.filter(id => !valid.includes(id)),
      updatedDeviceIds: updated,
    })
  })

  router.get('/v1/products/:product/devices/:device', readDevice(cloud))
  router.put('/v1/products/:product/devices/:device', changeDevice(cloud))
  router.put('/v1/products/:product/devices/:device/ping', pingDevice(cloud))

  router.delete('/v1/products/:product/devices/:device', async (req, res) => {
    const { account } = await cloud.authenticate(req)
    await productAccess(cloud, req, account, teamOnly)
    const device = await (await deviceScope(cloud, req)).require()
    await cloud.devices.moveToProduct(device.id, device.platformId)
    res.status(204).end()
  })

  router.delete('/v1/products/:product/devices/:device/owner', async (req, res) => {
    const device = await (await deviceScope(cloud, req)).require()
    await cloud.devices.unclaim(device.id)
    res.status(204).end()
  })

  return router
}

/** Ids to add: in the body, or one a line in any uploaded file. */
function addedIds(req: Request): string[] {
  const given = 'id' in bodyOf(req) ? readBody(req, additionSchema).id : undefined
  const lines = filesOf(req).flatMap(file => file.buffer.toString('utf8').split(/\r?\n/))
  const ids = [given ?? [], lines].flat().map(id => id.trim().toLowerCase())
  return [...new Set(ids.filter(id => id !== ''))]
}
