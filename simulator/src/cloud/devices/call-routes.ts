import { DEVICE_LIMITS } from '@particle-setup/protocol/device'
import type { CloudContext } from '../context.ts'
import { ApiError, TimedOutError } from '../http/errors.ts'
import { type Call, type Route, route, SENT } from '../http/route.ts'
import { askDevice } from '../sessions/requests.ts'
import type { Device } from './entity.ts'
import { formatCoreInfo } from './format.ts'
import { callAnswer, callBody, formatQuery, variableAnswer } from './schemas.ts'
import { type DeviceScope, deviceScope } from './scope.ts'

/** Functions and variables of a device. After every fixed path, which would otherwise be taken for a name. */
export function callRoutes(cloud: CloudContext): Route[] {
  return [
    route(
      {
        method: 'post',
        path: ['/v1/devices/:device/:function', '/v1/products/:product/devices/:device/:function'],
        summary: 'Call a function of a device',
        query: formatQuery,
        body: callBody,
        answer: callAnswer,
      },
      async ({ caller, params, query, body, res }) => {
        const scope = await deviceScope(cloud, caller, params)
        const name = params['function'] ?? ''
        const device = await requireCallable(cloud, scope, params['device'] ?? '', name)
        const argument = argumentOf(body)
        const reply = await askDevice(cloud.backplane, device.id, { type: 'call', name, argument })
        switch (reply.type) {
          case 'returned':
            if ((query.format ?? body['format']) === 'raw') return sendRaw(res, reply.value)
            return {
              id: device.id,
              last_app: '',
              connected: true,
              return_value: reply.value,
              name: device.name,
            }
          case 'unknownName':
            throw new ApiError(404, `Function ${name} not found`)
          default:
            throw new TimedOutError(reply.type === 'offline' ? 400 : 408, { withOk: true })
        }
      },
    ),
    route(
      {
        method: 'get',
        path: ['/v1/devices/:device/:variable', '/v1/products/:product/devices/:device/:variable'],
        summary: 'Read a variable of a device',
        query: formatQuery,
        answer: variableAnswer,
      },
      async ({ caller, params, query, res }) => {
        const scope = await deviceScope(cloud, caller, params)
        const device = await scope.require()
        const name = params['variable'] ?? ''
        const reply = await askDevice(cloud.backplane, device.id, { type: 'read', name })
        switch (reply.type) {
          case 'value':
            if (query.format === 'raw') return sendRaw(res, reply.value)
            return {
              cmd: 'VarReturn',
              name,
              result: reply.value,
              coreInfo: await formatCoreInfo(cloud, device),
            }
          case 'unknownName':
            throw new ApiError(404, `Unknown Variable: ${name}`)
          default:
            throw new TimedOutError(408, { withOk: false })
        }
      },
    ),
  ]
}

function sendRaw(res: Call['res'], value: unknown): typeof SENT {
  res.type('text/plain').send(String(value))
  return SENT
}

/** A call of a device that does not exist is answered like one of a function that does not. */
async function requireCallable(
  cloud: CloudContext,
  scope: DeviceScope,
  id: string,
  name: string,
): Promise<Device> {
  const exists = (await scope.find(id)) ?? (await cloud.devices.get(id))
  if (exists === undefined && scope.product === undefined) {
    throw new ApiError(404, `Function ${name} not found`)
  }
  return scope.require()
}

/** The first value of the body, whatever its key. Source: particle-iot/spark-protocol Messages.js. */
function argumentOf(body: Readonly<Record<string, unknown>>): string {
  const entry = Object.entries(body).find(([key]) => key !== 'access_token' && key !== 'format')
  const value = entry?.[1] ?? ''
  const argument = typeof value === 'object' ? JSON.stringify(value) : String(value)
  if (Buffer.byteLength(argument) <= DEVICE_LIMITS.functionArgumentBytes) return argument
  throw new ApiError(400, `Function argument is longer than ${DEVICE_LIMITS.functionArgumentBytes} bytes`)
}
