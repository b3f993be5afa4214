import { DEFAULT_EVENT_TTL_SECONDS } from '@particle-setup/protocol/device'
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { deviceScope } from '../devices/scope.ts'
import { readBody } from '../http/body.ts'
import { ApiError } from '../http/errors.ts'
import { pathText } from '../http/query.ts'
import { productAccess } from '../products/access.ts'
import { everyonesChannels, ownChannels, productChannels } from './channels.ts'
import { isEventData, isEventName, isSystemName } from './entity.ts'

/** Public unless the field says something; forms say it in words. */
const isPrivateField = z
  .union([z.boolean(), z.string(), z.number()])
  .nullish()
  .transform(
    value => value === true || value === 1 || (typeof value === 'string' && !/^(|0|false)$/.test(value)),
  )

const publishSchema = z.looseObject({
  name: z
    .string()
    .refine(isEventName, 'an event name is 1 to 64 printable ASCII characters without blanks')
    .refine(name => !isSystemName(name), 'names that begin with spark or particle/ belong to the system'),
  data: z
    .union([z.string(), z.number(), z.boolean()])
    .nullish()
    .transform(value => (value === undefined || value === null ? null : String(value)))
    .refine(value => isEventData(value ?? ''), 'event data is at most 622 bytes'),
  private: isPrivateField,
  ttl: z.coerce.number().int().min(0).max(0xffffff).default(DEFAULT_EVENT_TTL_SECONDS),
})

/** Streams and publishing. Before the routes of devices: `events` is no device and no variable. */
export function eventRoutes(cloud: CloudContext): Router {
  const router = Router()
  const open = (req: Request, res: Response, channels: readonly string[]): void => {
    if (req.method === 'HEAD') return void res.type('text/event-stream').end()
    cloud.streams.open(res, channels, pathText(req, 'prefix'))
  }

  router.get('/v1/events{/:prefix}', async (req, res) => {
    const { account } = await cloud.authenticate(req)
    if (pathText(req, 'prefix') === '') throw new ApiError(400, 'event prefix filter is required')
    open(req, res, everyonesChannels(account.id))
  })

  router.get('/v1/devices/events{/:prefix}', async (req, res) => {
    const { account } = await cloud.authenticate(req)
    open(req, res, ownChannels(account.id))
  })

  router.get('/v1/devices/:device/events{/:prefix}', async (req, res) => {
    const scope = await deviceScope(cloud, req)
    const device = await scope.require()
    open(req, res, ownChannels(scope.account.id, device.id))
  })

  router.get('/v1/products/:product/events{/:prefix}', async (req, res) => {
    const { account } = await cloud.authenticate(req)
    const product = await productAccess(cloud, req, account)
    open(req, res, productChannels(product.id))
  })

  router.get('/v1/products/:product/devices/:device/events{/:prefix}', async (req, res) => {
    const scope = await deviceScope(cloud, req)
    const device = await scope.require()
    // A customer hears a device only for as long as it owns it; the team hears whatever is in the product.
    const channels =
      scope.managed && scope.product !== undefined
        ? productChannels(scope.product.id, device.id)
        : ownChannels(scope.account.id, device.id)
    open(req, res, channels)
  })

  const publish: RequestHandler = async (req, res) => {
    const { account } = await cloud.authenticate(req)
    const product =
      req.params['product'] === undefined
        ? undefined
        : await productAccess(cloud, req, account, { customers: true })
    const event = readBody(req, publishSchema)
    await cloud.events.publish({
      name: event.name,
      data: event.data,
      ttlSeconds: event.ttl,
      isPublic: !event.private,
      coreid: 'api',
      ownerId: account.id,
      productId: product?.id ?? (account.kind === 'customer' ? account.productId : null),
    })
    res.json({ ok: true })
  }
  router.post('/v1/devices/events', publish)
  router.post('/v1/products/:product/events', publish)

  return router
}
