import { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { ErrorListError } from '../http/errors.ts'
import { type Route, route } from '../http/route.ts'
import { okAnswer } from '../http/schemas.ts'
import { askDevice } from '../sessions/requests.ts'
import { byHandshake, formatDevice } from './format.ts'
import { changeAnswer, changeBody, claimAnswer, claimBody, deviceAnswer, pingAnswer } from './schemas.ts'
import { deviceScope } from './scope.ts'
import { updateDevice } from './update.ts'

/** The caller's own devices; one of them, also within a product. */
export function deviceRoutes(cloud: CloudContext): Route[] {
  const onePath = ['/v1/devices/:device', '/v1/products/:product/devices/:device']

  return [
    route(
      {
        method: 'get',
        path: '/v1/devices',
        summary: "List the caller's devices, the newest handshake first",
        answer: z.array(deviceAnswer),
      },
      async ({ caller, params }) => {
        const scope = await deviceScope(cloud, caller, params)
        const devices = (await scope.list()).sort(byHandshake)
        return Promise.all(devices.map(device => formatDevice(cloud, device)))
      },
    ),
    route(
      {
        method: 'post',
        path: '/v1/devices',
        summary: 'Claim a device by its id',
        body: claimBody,
        answer: claimAnswer,
      },
      async ({ caller: { account }, body }) => {
        const device = await cloud.devices.get(body.id)
        if (device === undefined) throw new ErrorListError(404, 'device not found')
        if (device.ownerId !== null && device.ownerId !== account.id) {
          throw new ErrorListError(403, 'That belongs to someone else.')
        }
        const online = (await cloud.devices.presence(device.id)) !== undefined
        if (device.ownerId === null) {
          if (!online) throw new ErrorListError(404, ["Core isn't online", 404])
          const productId = account.kind === 'customer' ? account.productId : null
          const claimed = await cloud.devices.claim(device.id, { ownerId: account.id, productId })
          if (!claimed) throw new ErrorListError(403, 'That belongs to someone else.')
        }
        return { user_id: account.id, id: device.id, connected: online, ok: true }
      },
    ),
    route(
      { method: 'get', path: onePath, summary: 'Show a device', answer: deviceAnswer },
      async ({ caller, params }) => {
        const scope = await deviceScope(cloud, caller, params)
        return formatDevice(cloud, await scope.require())
      },
    ),
    route(
      {
        method: 'put',
        path: onePath,
        summary: 'Rename a device, take notes about it, make it signal',
        body: changeBody,
        answer: changeAnswer,
      },
      async ({ caller, params, body }) => {
        const scope = await deviceScope(cloud, caller, params)
        return updateDevice(cloud, scope, await scope.require(), body)
      },
    ),
    route(
      {
        method: 'put',
        path: onePath.map(path => `${path}/ping`),
        summary: 'Ask whether a device is reachable',
        answer: pingAnswer,
      },
      async ({ caller, params }) => {
        const scope = await deviceScope(cloud, caller, params)
        const device = await scope.require()
        const reply = await askDevice(cloud.backplane, device.id, { type: 'ping' })
        return { online: reply.type === 'done', ok: true }
      },
    ),
    route(
      { method: 'delete', path: '/v1/devices/:device', summary: 'Unclaim a device', answer: okAnswer },
      async ({ caller, params }) => {
        const scope = await deviceScope(cloud, caller, params)
        const device = await scope.require()
        await cloud.devices.unclaim(device.id)
        return { ok: true }
      },
    ),
  ]
}
