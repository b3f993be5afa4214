import { z } from 'zod'
import { leaving } from '../binaries/leaving.ts'
import type { CloudContext } from '../context.ts'
import { type Route, route } from '../http/route.ts'
import { okAnswer } from '../http/schemas.ts'
import { askDevice } from '../sessions/requests.ts'
import { claimById, provisionIn } from './claim.ts'
import { flashApp, flashUpload } from './flash.ts'
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
        summary: 'Claim a device by its id, ask for one, or make one up in a product',
        body: claimBody,
        answer: claimAnswer,
      },
      async ({
        caller: { account },
        body: { id, request_transfer: requestTransfer, product_id: product },
      }) =>
        id === undefined
          ? formatDevice(cloud, await provisionIn(cloud, account, product ?? ''))
          : claimById(cloud, account, { id, requestTransfer }),
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
        summary: 'Rename a device, take notes about it, make it signal, flash it',
        bodyTypes: ['json', 'form', 'upload'],
        body: changeBody,
        answer: changeAnswer,
      },
      async ({ caller, params, body, files, res }) => {
        const scope = await deviceScope(cloud, caller, params)
        const device = await scope.require()
        if (files.length > 0) {
          return flashUpload(cloud, { device, account: caller.account, body, files, signal: leaving(res) })
        }
        if (body.app !== undefined) return flashApp(cloud, device, body.app)
        return updateDevice(cloud, scope, device, body)
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
