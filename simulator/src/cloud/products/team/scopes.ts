/**
 * Which scope lets an API user make which request about its product. What is not in here, none does.
 * Source: the permissions of docs.particle.io's reference, and what these routes call themselves.
 */
const SCOPES: Readonly<Record<string, string>> = {
  'get /v1/products/:product': 'products:get',
  'get /v1/products': 'products:list',
  'get /v1/user/products': 'products:list',
  'get /v1/orgs/:org/products': 'products:list',

  'get /v1/products/:product/devices': 'devices:list',
  'post /v1/products/:product/devices': 'devices:import',
  'put /v1/products/:product/devices': 'devices:update',
  'get /v1/products/:product/devices/:device': 'devices:get',
  'put /v1/products/:product/devices/:device': 'devices:update',
  'delete /v1/products/:product/devices/:device': 'devices:remove',
  'delete /v1/products/:product/devices/:device/owner': 'devices:release',
  'put /v1/products/:product/devices/:device/ping': 'devices:ping',
  'post /v1/products/:product/devices/:device/:function': 'devices.function:call',
  'get /v1/products/:product/devices/:device/:variable': 'devices.variable:get',

  'get /v1/products/:product/events': 'events:get',
  'get /v1/products/:product/events/:name': 'events:get',
  'get /v1/products/:product/devices/events': 'events:get',
  'get /v1/products/:product/devices/events/:name': 'events:get',
  'get /v1/products/:product/devices/:device/events': 'events:get',
  'get /v1/products/:product/devices/:device/events/:name': 'events:get',
  'post /v1/products/:product/events': 'events:send',

  'get /v1/products/:product/groups': 'groups:list',
  'post /v1/products/:product/groups': 'groups:create',
  'get /v1/products/:product/groups/:group': 'groups:get',
  'put /v1/products/:product/groups/:group': 'groups:update',
  'delete /v1/products/:product/groups/:group': 'groups:remove',

  'get /v1/products/:product/firmware': 'firmware:list',
  'post /v1/products/:product/firmware': 'firmware:create',
  'put /v1/products/:product/firmware/release': 'firmware:release',
  'get /v1/products/:product/firmware/:version': 'firmware:get',
  'put /v1/products/:product/firmware/:version': 'firmware:update',
  'delete /v1/products/:product/firmware/:version': 'firmware:remove',
  'get /v1/products/:product/firmware/:version/binary': 'firmware.binary:get',

  'get /v1/products/:product/customers': 'customers:list',
  'put /v1/products/:product/customers/:customer': 'customers:update',
  'delete /v1/products/:product/customers/:customer': 'customers:remove',

  'get /v1/products/:product/team': 'teams.users:list',
  'post /v1/products/:product/team': 'teams.users:invite',
  'put /v1/products/:product/team/:username': 'teams.users:update',
  'post /v1/products/:product/team/:username': 'teams.users:update',
  'delete /v1/products/:product/team/:username': 'teams.users:remove',

  'get /v1/products/:product/clients': 'clients:list',
  'post /v1/products/:product/clients': 'clients:create',
  'put /v1/products/:product/clients/:client': 'clients:update',
  'delete /v1/products/:product/clients/:client': 'clients:remove',

  'get /v1/products/:product/integrations': 'integrations:list',
  'post /v1/products/:product/integrations': 'integrations:create',
  'get /v1/products/:product/integrations/:integration': 'integrations:get',
  'put /v1/products/:product/integrations/:integration': 'integrations:update',
  'post /v1/products/:product/integrations/:integration/test': 'integrations:test',
  'delete /v1/products/:product/integrations/:integration': 'integrations:remove',
}

/** All that an API user can be given. */
export const API_USER_SCOPES: ReadonlySet<string> = new Set(Object.values(SCOPES))

/** What a path's parameters are called is each route's own affair. */
function keyOf(method: string, path: string): string {
  return `${method} ${path.replace(/:\w+/g, ':').replace('/webhooks', '/integrations')}`
}

const BY_ROUTE: ReadonlyMap<string, string> = new Map(
  Object.entries(SCOPES).map(([route, scope]) => {
    const [method = '', path = ''] = route.split(' ')
    return [keyOf(method, path), scope]
  }),
)

/** @returns `undefined` for a request that no API user may make. */
export function scopeOf(method: string, path: string): string | undefined {
  return BY_ROUTE.get(keyOf(method, path))
}
