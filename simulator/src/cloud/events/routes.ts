import type { CloudContext } from '../context.ts'
import { deviceScope } from '../devices/scope.ts'
import { ApiError } from '../http/errors.ts'
import { type Call, type Route, route, SENT } from '../http/route.ts'
import { okAnswer } from '../http/schemas.ts'
import { productAccess } from '../products/access.ts'
import { everyonesChannels, ownChannels, productChannels } from './channels.ts'
import { publishBody } from './schemas.ts'

const EVENT_STREAM = 'text/event-stream'

/** Streams and publishing. Before the routes of devices: `events` is no device and no variable. */
export function eventRoutes(cloud: CloudContext): Route[] {
  const open = ({ req, res, params }: Call, channels: readonly string[]): typeof SENT => {
    if (req.method === 'HEAD') res.type(EVENT_STREAM).end()
    else cloud.streams.open(res, channels, params['prefix'] ?? '')
    return SENT
  }

  return [
    route(
      {
        method: 'get',
        path: ['/v1/events', '/v1/events/:prefix'],
        summary: "Stream everyone's public events and the caller's private ones, by prefix of their name",
        answer: EVENT_STREAM,
        guard: 'stream',
      },
      async call => {
        if (call.params['prefix'] === undefined) throw new ApiError(400, 'event prefix filter is required')
        return open(call, everyonesChannels(call.caller.account.id))
      },
    ),
    route(
      {
        method: 'get',
        path: withPrefix('/v1/devices/events'),
        summary: "Stream the events of the caller's devices",
        answer: EVENT_STREAM,
        guard: 'stream',
      },
      async call => open(call, ownChannels(call.caller.account.id)),
    ),
    route(
      {
        method: 'get',
        path: withPrefix('/v1/devices/:device/events'),
        summary: 'Stream the events of a device',
        answer: EVENT_STREAM,
        guard: 'stream',
      },
      async call => {
        const scope = await deviceScope(cloud, call.caller, call.params)
        const device = await scope.require()
        return open(call, ownChannels(scope.account.id, device.id))
      },
    ),
    route(
      {
        method: 'get',
        path: withPrefix('/v1/products/:product/events'),
        summary: 'Stream the events of a product',
        answer: EVENT_STREAM,
        guard: 'stream',
      },
      async call => {
        const product = await productAccess(cloud, call.params, call.caller.account)
        return open(call, productChannels(product.id))
      },
    ),
    route(
      {
        method: 'get',
        path: withPrefix('/v1/products/:product/devices/:device/events'),
        summary: "Stream the events of a product's device",
        answer: EVENT_STREAM,
        guard: 'stream',
      },
      async call => {
        const scope = await deviceScope(cloud, call.caller, call.params)
        const device = await scope.require()
        // A customer hears a device only for as long as it owns it; the team hears whatever is in the product.
        const channels =
          scope.managed && scope.product !== undefined
            ? productChannels(scope.product.id, device.id)
            : ownChannels(scope.account.id, device.id)
        return open(call, channels)
      },
    ),
    route(
      {
        method: 'post',
        path: ['/v1/devices/events', '/v1/products/:product/events'],
        summary: 'Publish an event',
        body: publishBody,
        answer: okAnswer,
      },
      async ({ caller: { account }, params, body }) => {
        const product =
          params['product'] === undefined
            ? undefined
            : await productAccess(cloud, params, account, { customers: true })
        await cloud.events.publish({
          name: body.name,
          data: body.data,
          ttlSeconds: body.ttl,
          isPublic: !body.private,
          coreid: 'api',
          ownerId: account.id,
          productId: product?.id ?? (account.kind === 'customer' ? account.productId : null),
        })
        return { ok: true }
      },
    ),
  ]
}

function withPrefix(path: string): string[] {
  return [path, `${path}/:prefix`]
}
