import { type RequestHandler, Router } from 'express'
import type { Authenticate } from '../oauth/present.ts'
import { bodyParsers } from './body.ts'
import type { RateLimiter } from './rate-limit.ts'
import type { Route } from './route.ts'

/**
 * Finds the route of a request. Express asks its routes one after the other; with a hundred of them that
 * takes longer than the answer. So there is one router for paths of the same length and beginning.
 */
export function dispatcher(
  routes: readonly Route[],
  authenticate: Authenticate,
  limiter?: RateLimiter,
): RequestHandler {
  const routers = new Map<string, Router>()
  for (const route of routes) {
    for (const path of route.paths) {
      const key = familyOf(path)
      const router = routers.get(key) ?? Router()
      routers.set(key, router)
      const limits = limiter === undefined ? [] : [limiter.before(route.guard)]
      router[route.method](path, ...limits, ...bodyParsers(route.bodyTypes), (req, res) =>
        route.serve(authenticate, req, res),
      )
    }
  }
  return (req, res, next) => {
    const router = routers.get(familyOf(req.path))
    if (router === undefined) next()
    else router(req, res, next)
  }
}

/** `v1/devices 4` of `/v1/devices/:device/ping`: the first two segments, and how many there are in all. */
function familyOf(path: string): string {
  const end = path.endsWith('/') ? path.length - 1 : path.length
  let segments = 0
  let beginning = end
  for (let at = path.indexOf('/'); at >= 0 && at < end; at = path.indexOf('/', at + 1)) {
    segments += 1
    if (segments === 3) beginning = at
  }
  return `${path.slice(1, beginning).toLowerCase()} ${segments}`
}
