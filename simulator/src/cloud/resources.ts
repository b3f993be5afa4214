import { binaryRoutes } from './binaries/routes.ts'
import { targetRoutes } from './binaries/target-routes.ts'
import { claimRoutes } from './claims/routes.ts'
import type { CloudContext } from './context.ts'
import { customerRoutes } from './customers/routes.ts'
import { callRoutes } from './devices/call-routes.ts'
import { diagnosticsRoutes } from './devices/diagnostics-routes.ts'
import { provisioningRoutes } from './devices/provisioning-routes.ts'
import { deviceRoutes } from './devices/routes.ts'
import { eventRoutes } from './events/routes.ts'
import type { Route } from './http/route.ts'
import { integrationRoutes } from './integrations/routes.ts'
import { libraryRoutes } from './libraries/routes.ts'
import { clientRoutes } from './oauth/client-routes.ts'
import { tokenEndpoint } from './oauth/routes.ts'
import { tokenRoutes } from './oauth/token-routes.ts'
import { productDeviceRoutes } from './products/devices/routes.ts'
import { firmwareRoutes } from './products/firmware/routes.ts'
import { groupRoutes } from './products/groups/routes.ts'
import { productRoutes } from './products/routes.ts'
import { teamRoutes } from './products/team/routes.ts'
import { userRoutes } from './users/routes.ts'

/** Some of the cloud's routes, under the name of what they are about. */
export interface Resource {
  readonly name: string
  readonly routes: readonly Route[]
}

/** All routes of the cloud. Paths of fixed words come before those that would take the words for names. */
export function cloudResources(cloud: CloudContext): Resource[] {
  return [
    { name: 'oauth', routes: [...tokenEndpoint(cloud), ...tokenRoutes(cloud), ...clientRoutes(cloud)] },
    { name: 'users', routes: userRoutes(cloud) },
    { name: 'events', routes: eventRoutes(cloud) },
    { name: 'claims', routes: claimRoutes(cloud) },
    { name: 'customers', routes: customerRoutes(cloud) },
    {
      name: 'products',
      routes: [...productRoutes(cloud), ...productDeviceRoutes(cloud), ...groupRoutes(cloud)],
    },
    { name: 'firmware', routes: firmwareRoutes(cloud) },
    { name: 'team', routes: teamRoutes(cloud) },
    { name: 'integrations', routes: integrationRoutes(cloud) },
    { name: 'libraries', routes: libraryRoutes(cloud) },
    { name: 'binaries', routes: [...binaryRoutes(cloud), ...targetRoutes(cloud)] },
    {
      name: 'devices',
      routes: [
        ...deviceRoutes(cloud),
        ...provisioningRoutes(cloud),
        ...diagnosticsRoutes(cloud),
        ...callRoutes(cloud),
      ],
    },
  ]
}
