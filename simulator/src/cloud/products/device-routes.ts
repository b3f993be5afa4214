import type { z } from 'zod'
import type { CloudContext } from '../context.ts'
import type { Device } from '../devices/entity.ts'
import { formatDevice } from '../devices/format.ts'
import { deviceScope } from '../devices/scope.ts'
import type { UploadedFile } from '../http/body.ts'
import { paginate } from '../http/query.ts'
import { type Route, route } from '../http/route.ts'
import { productAccess, UNKNOWN_PRODUCT_OF_DEVICES } from './access.ts'
import { selectDevices } from './device-list.ts'
import {
  additionAnswer,
  additionBody,
  type productDeviceAnswer,
  productDeviceQuery,
  productDevicesAnswer,
} from './schemas.ts'

/** A product's devices, as its team sees them. */
export function productDeviceRoutes(cloud: CloudContext): Route[] {
  const teamOnly = { unknown: UNKNOWN_PRODUCT_OF_DEVICES }

  const format = async (device: Device): Promise<z.input<typeof productDeviceAnswer>> => {
    const customer = device.ownerId === null ? undefined : await cloud.customers.get(device.ownerId)
    return {
      ...(await formatDevice(cloud, device)),
      ...(customer === undefined ? { user_id: device.ownerId } : { customer_id: customer.id }),
    }
  }

  return [
    route(
      {
        method: 'get',
        path: '/v1/products/:product/devices',
        summary: "List a product's devices",
        query: productDeviceQuery,
        answer: productDevicesAnswer,
      },
      async ({ caller, params, query, res }) => {
        const scope = await deviceScope(cloud, caller, params)
        const { items, totalPages } = paginate(selectDevices(await scope.list(), query), query)
        const owners = new Set(items.map(device => device.ownerId).filter(id => id !== null))
        const customers = await Promise.all([...owners].map(id => cloud.customers.get(id)))
        res.set('X-Requested-Scope', `product_${scope.product?.id}:devices:list`)
        return {
          devices: await Promise.all(items.map(format)),
          customers: customers
            .filter(each => each !== undefined)
            .map(({ id, username }) => ({ id, username })),
          meta: { total_pages: totalPages },
        }
      },
    ),
    route(
      {
        method: 'post',
        path: '/v1/products/:product/devices',
        summary: 'Add devices to a product, by id or by a file of ids',
        bodyTypes: ['json', 'form', 'upload'],
        body: additionBody,
        answer: additionAnswer,
      },
      async ({ caller, params, body, files }) => {
        const product = await productAccess(cloud, params, caller.account, teamOnly)
        const ids = addedIds(body.id, files)
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
        return {
          updated: updated.length,
          nonmemberDeviceIds: foreign,
          invalidDeviceIds: ids.filter(id => !valid.includes(id)),
          updatedDeviceIds: updated,
        }
      },
    ),
    route(
      {
        method: 'delete',
        path: '/v1/products/:product/devices/:device',
        summary: 'Take a device out of a product',
        answer: null,
      },
      async ({ caller, params }) => {
        await productAccess(cloud, params, caller.account, teamOnly)
        const device = await (await deviceScope(cloud, caller, params)).require()
        await cloud.devices.moveToProduct(device.id, device.platformId)
      },
    ),
    route(
      {
        method: 'delete',
        path: '/v1/products/:product/devices/:device/owner',
        summary: "Take a product's device from its owner",
        answer: null,
      },
      async ({ caller, params }) => {
        const device = await (await deviceScope(cloud, caller, params)).require()
        await cloud.devices.unclaim(device.id)
      },
    ),
  ]
}

/** Ids to add: in the body, or one a line in any uploaded file. */
function addedIds(given: string | readonly string[] | undefined, files: readonly UploadedFile[]): string[] {
  const lines = files.flatMap(file => file.buffer.toString('utf8').split(/\r?\n/))
  const ids = [given ?? [], lines].flat().map(id => id.trim().toLowerCase())
  return [...new Set(ids.filter(id => id !== ''))]
}
