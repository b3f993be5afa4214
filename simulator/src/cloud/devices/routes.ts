import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { readBody } from '../http/body.ts'
import { ErrorListError } from '../http/errors.ts'
import { askDevice } from '../sessions/requests.ts'
import { byHandshake, formatDevice } from './format.ts'
import { deviceScope } from './scope.ts'
import { updateDevice } from './update.ts'

const claimSchema = z.looseObject({ id: z.string().min(1) })

/** The caller's own devices. */
export function deviceRoutes(cloud: CloudContext): Router {
  const router = Router()

  router.get('/v1/devices', async (req, res) => {
    const scope = await deviceScope(cloud, req)
    const devices = (await scope.list()).sort(byHandshake)
    res.json(await Promise.all(devices.map(device => formatDevice(cloud, device))))
  })

  router.post('/v1/devices', async (req, res) => {
    const { account } = await cloud.authenticate(req)
    const { id } = readBody(req, claimSchema)
    const device = await cloud.devices.get(id)
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
    res.json({ user_id: account.id, id: device.id, connected: online, ok: true })
  })

  router.get('/v1/devices/:device', readDevice(cloud))
  router.put('/v1/devices/:device', changeDevice(cloud))
  router.put('/v1/devices/:device/ping', pingDevice(cloud))

  router.delete('/v1/devices/:device', async (req, res) => {
    const scope = await deviceScope(cloud, req)
    const device = await scope.require()
    await cloud.devices.unclaim(device.id)
    res.json({ ok: true })
  })

  return router
}

export function readDevice(cloud: CloudContext): RequestHandler {
  return async (req, res) => {
    const scope = await deviceScope(cloud, req)
    res.json(await formatDevice(cloud, await scope.require()))
  }
}

export function changeDevice(cloud: CloudContext): RequestHandler {
  return async (req, res) => {
    const scope = await deviceScope(cloud, req)
    res.json(await updateDevice(cloud, scope, await scope.require(), req))
  }
}

export function pingDevice(cloud: CloudContext): RequestHandler {
  return async (req, res) => {
    const scope = await deviceScope(cloud, req)
    const device = await scope.require()
    const reply = await askDevice(cloud.backplane, device.id, { type: 'ping' })
    res.json({ online: reply.type === 'done', ok: true })
  }
}
