import express, { type Express } from 'express'
import type { CloudContext } from './context.ts'
import { dispatcher } from './http/dispatch.ts'
import { errorHandler, notFound } from './http/error-handler.ts'
import { commonHeaders, preflight } from './http/headers.ts'
import { observe } from './http/observe.ts'
import type { RateLimiter } from './http/rate-limit.ts'
import { nameScope } from './products/team/name-scope.ts'
import type { Resource } from './resources.ts'

/** The HTTP API. */
export function createApp(
  cloud: CloudContext,
  resources: readonly Resource[],
  limiter?: RateLimiter,
): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(observe(cloud.clock, record => cloud.notice('request', record)))
  app.use(commonHeaders, preflight)
  const routes = resources.flatMap(resource => resource.routes.map(route => nameScope(cloud.products, route)))
  app.use(dispatcher(routes, cloud.authenticate, limiter))
  app.use(notFound)
  app.use(errorHandler(cloud.onFailure))
  return app
}
