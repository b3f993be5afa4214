import { DEVICE_LIMITS } from '@particle-setup/protocol/device'
import { type Request, Router } from 'express'
import type { CloudContext } from '../context.ts'
import { bodyOf } from '../http/body.ts'
import { ApiError, TimedOutError } from '../http/errors.ts'
import { pathText, queryText } from '../http/query.ts'
import { askDevice } from '../sessions/requests.ts'
import type { Device } from './entity.ts'
import { formatCoreInfo } from './format.ts'
import { type DeviceScope, deviceScope } from './scope.ts'

/** Functions and variables of a device. Below `/v1` or `/v1/products/:product`, after every fixed path. */
export function callRoutes(cloud: CloudContext): Router {
  const router = Router({ mergeParams: true })

  router.post('/devices/:device/:function', async (req, res) => {
    const scope = await deviceScope(cloud, req)
    const name = pathText(req, 'function')
    const device = await requireCallable(cloud, scope, req, name)
    const argument = argumentOf(req)
    const reply = await askDevice(cloud.backplane, device.id, { type: 'call', name, argument })
    switch (reply.type) {
      case 'returned':
        if (wantsRaw(req)) return void res.type('text/plain').send(String(reply.value))
        return void res.json({
          id: device.id,
          last_app: '',
          connected: true,
          return_value: reply.value,
          name: device.name,
        })
      case 'unknownName':
        throw new ApiError(404, `Function ${name} not found`)
      default:
        throw new TimedOutError(reply.type === 'offline' ? 400 : 408, { withOk: true })
    }
  })

  router.get('/devices/:device/:variable', async (req, res) => {
    const scope = await deviceScope(cloud, req)
    const device = await scope.require()
    const name = pathText(req, 'variable')
    const reply = await askDevice(cloud.backplane, device.id, { type: 'read', name })
    switch (reply.type) {
      case 'value':
        if (wantsRaw(req)) return void res.type('text/plain').send(String(reply.value))
        return void res.json({
          cmd: 'VarReturn',
          name,
          result: reply.value,
          coreInfo: await formatCoreInfo(cloud, device),
        })
      case 'unknownName':
        throw new ApiError(404, `Unknown Variable: ${name}`)
      default:
        throw new TimedOutError(408, { withOk: false })
    }
  })

  return router
}

/** A call of a device that does not exist is answered like one of a function that does not. */
async function requireCallable(
  cloud: CloudContext,
  scope: DeviceScope,
  req: Request,
  name: string,
): Promise<Device> {
  const id = pathText(req, 'device')
  const exists = (await scope.find(id)) ?? (await cloud.devices.get(id))
  if (exists === undefined && scope.product === undefined) {
    throw new ApiError(404, `Function ${name} not found`)
  }
  return scope.require()
}

/** The first value of the body, whatever its key. Source: particle-iot/spark-protocol Messages.js. */
function argumentOf(req: Request): string {
  const entry = Object.entries(bodyOf(req)).find(([key]) => key !== 'access_token' && key !== 'format')
  const value = entry?.[1] ?? ''
  const argument = typeof value === 'object' ? JSON.stringify(value) : String(value)
  if (Buffer.byteLength(argument) <= DEVICE_LIMITS.functionArgumentBytes) return argument
  throw new ApiError(400, `Function argument is longer than ${DEVICE_LIMITS.functionArgumentBytes} bytes`)
}

function wantsRaw(req: Request): boolean {
  return (queryText(req, 'format') ?? bodyOf(req)['format']) === 'raw'
}
