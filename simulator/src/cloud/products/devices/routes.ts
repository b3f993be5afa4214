import type { CloudContext } from '../../context.ts'
import { deviceScope } from '../../devices/scope.ts'
import { ApiError } from '../../http/errors.ts'
import { paginate } from '../../http/query.ts'
import { type Route, route } from '../../http/route.ts'
import { okAnswer } from '../../http/schemas.ts'
import { productAccess, UNKNOWN_PRODUCT_OF_DEVICES } from '../access.ts'
import { formatProductDevice, formatQuarantined } from './format.ts'
import { importDevices, importedIds } from './import.ts'
import { selectDevices } from './list.ts'
import { quarantined } from './quarantine.ts'
import { denyDevice, removeDevice } from './remove.ts'
import {
  additionAnswer,
  additionBody,
  batchBody,
  productDeviceQuery,
  productDevicesAnswer,
  removalBody,
} from './schemas.ts'

/** A product's devices, as its team sees them. */
export function productDeviceRoutes(cloud: CloudContext): Route[] {
  const teamOnly = { unknown: UNKNOWN_PRODUCT_OF_DEVICES }

  return [
    route(
      {
        method: 'get',
        path: '/v1/products/:product/devices',
        summary: "List a product's devices",
        query: productDeviceQuery,
        answer: productDevicesAnswer,
      },
      async ({ caller, params, query }) => {
        const { product, managed, list } = await deviceScope(cloud, caller, params)
        const waiting = query.quarantined && managed && product !== undefined
        const devices = waiting ? await quarantined(cloud, product) : await list()
        const members = await Promise.all(
          devices.map(async device => ({ device, membership: await cloud.memberships.get(device) })),
        )
        const { items, totalPages } = paginate(selectDevices(members, query), query)
        const owners = new Set(items.map(device => device.ownerId).filter(id => id !== null))
        const customers = await Promise.all([...owners].map(id => cloud.customers.get(id)))
        const format = waiting ? formatQuarantined : formatProductDevice
        return {
          devices: await Promise.all(items.map(device => format(cloud, device))),
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
        return importDevices(cloud, product, importedIds(body.id, files))
      },
    ),
    route(
      {
        method: 'put',
        path: '/v1/products/:product/devices',
        summary: 'Put several devices into groups, and take them out of others',
        body: batchBody,
        answer: okAnswer,
      },
      async ({ caller, params, body: { devices: ids, metadata } }) => {
        const product = await productAccess(cloud, params, caller.account, teamOnly)
        const scope = await deviceScope(cloud, caller, params)
        const found = await Promise.all(ids.map(id => scope.find(id)))
        const devices = found.filter(device => device !== undefined)
        if (devices.length < ids.length) throw new ApiError(404, 'Device not found for this product')
        const { add = [], remove = [] } = metadata
        await cloud.groups.ensure(product.id, add)
        for (const device of devices) {
          await cloud.memberships.change(device, ({ groups }) => ({
            groups: [...new Set([...groups, ...add])].filter(name => !remove.includes(name)),
          }))
        }
        return { ok: true }
      },
    ),
    route(
      {
        method: 'delete',
        path: '/v1/products/:product/devices/:device',
        summary: 'Take a device out of a product, or keep one out for good',
        body: removalBody,
        answer: null,
      },
      async ({ caller, params, body }) => {
        const product = await productAccess(cloud, params, caller.account, teamOnly)
        const scope = await deviceScope(cloud, caller, params)
        if (body.deny) await denyDevice(cloud, product, params['device'] ?? '', scope)
        else await removeDevice(cloud, await scope.require())
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
