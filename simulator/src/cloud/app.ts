import express, { type Express } from 'express'
import { claimRoutes } from './claims/routes.ts'
import type { CloudContext } from './context.ts'
import { customerRoutes } from './customers/routes.ts'
import { callRoutes } from './devices/call-routes.ts'
import { provisioningRoutes } from './devices/provisioning-routes.ts'
import { deviceRoutes } from './devices/routes.ts'
import { eventRoutes } from './events/routes.ts'
import { formParser, jsonParser } from './http/body.ts'
import { errorHandler, notFound } from './http/error-handler.ts'
import { commonHeaders, preflight } from './http/headers.ts'
import { observe, type RequestRecord } from './http/observe.ts'
import { tokenEndpoint } from './oauth/routes.ts'
import { tokenRoutes } from './oauth/token-routes.ts'
import { productDeviceRoutes } from './products/device-routes.ts'
import { productRoutes } from './products/routes.ts'
import { userRoutes } from './users/routes.ts'

/** The HTTP API. Paths of fixed words come before those that would take the words for names. */
export function createApp(cloud: CloudContext, onRequest?: (record: RequestRecord) => void): Express {
  const app = express()
  app.disable('x-powered-by')
  if (onRequest !== undefined) app.use(observe(cloud.clock, onRequest))
  app.use(commonHeaders(cloud.random.fork('request-ids')), preflight)
  app.use(tokenEndpoint(cloud))
  app.use(formParser, jsonParser)
  app.use(tokenRoutes(cloud), userRoutes(cloud))
  app.use(eventRoutes(cloud), claimRoutes(cloud), customerRoutes(cloud))
  app.use(productRoutes(cloud), productDeviceRoutes(cloud), deviceRoutes(cloud), provisioningRoutes(cloud))
  app.use('/v1/products/:product', callRoutes(cloud))
  app.use('/v1', callRoutes(cloud))
  app.use(notFound)
  app.use(errorHandler(cloud.onFailure))
  return app
}
