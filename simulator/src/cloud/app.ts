import express, { type Express } from 'express'
import type { CloudContext } from './context.ts'
import { dispatcher } from './http/dispatch.ts'
import { errorHandler, notFound } from './http/error-handler.ts'
import { answerPreflight, setCommonHeaders } from './http/headers.ts'
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
  const routes = resources.flatMap(resource => resource.routes.map(route => nameScope(cloud.products, route)))
  const watch = observe(cloud.clock, record => cloud.notice('request', record))
  const dispatch = dispatcher(routes, cloud.authenticate, limiter)
  // One step, because to Express each is as much work as a small answer.
  app.use((req, res, next) => {
    watch(req, res)
    setCommonHeaders(res)
    if (req.method === 'OPTIONS') answerPreflight(res)
    else dispatch(req, res, next)
  })
  app.use(notFound)
  app.use(errorHandler(cloud.onFailure))
  return app
}
