import type { CloudContext } from '../../context.ts'
import { ApiError } from '../../http/errors.ts'
import { type OwnCall, type Route, route } from '../../http/route.ts'
import { productAccess } from '../access.ts'
import type { Product } from '../entity.ts'
import { DEFAULT_COLOR, type DeviceGroup } from './entity.ts'
import { formatGroup, formatGroups } from './format.ts'
import { groupAnswer, groupBody, groupChange, groupsAnswer, groupsQuery } from './schemas.ts'

/** A product's device groups. */
export function groupRoutes(cloud: CloudContext): Route[] {
  const groupOf = async ({
    caller,
    params,
  }: Pick<OwnCall, 'caller' | 'params'>): Promise<{ product: Product; group: DeviceGroup }> => {
    const product = await productAccess(cloud, params, caller.account)
    const group = await cloud.groups.get(product.id, params['group'] ?? '')
    if (group === undefined) throw new ApiError(404, 'Group not found')
    return { product, group }
  }

  return [
    route(
      {
        method: 'get',
        path: '/v1/products/:product/groups',
        summary: "List a product's device groups",
        query: groupsQuery,
        answer: groupsAnswer,
      },
      async ({ caller, params, query }) => {
        const product = await productAccess(cloud, params, caller.account)
        const groups = (await cloud.groups.list(product.id)).filter(group =>
          group.name.includes(query.name?.toLowerCase() ?? ''),
        )
        return { groups: await formatGroups(cloud, product.id, groups) }
      },
    ),
    route(
      {
        method: 'post',
        path: '/v1/products/:product/groups',
        summary: 'Create a device group',
        body: groupBody,
        status: 201,
        answer: groupAnswer,
      },
      async ({ caller, params, body }) => {
        const product = await productAccess(cloud, params, caller.account)
        const { name, description = '', color = DEFAULT_COLOR } = body
        const group = { productId: product.id, name, description, color }
        if (!(await cloud.groups.create(group))) throw new ApiError(400, `The product has a group ${name}`)
        return formatGroup(cloud, group)
      },
    ),
    route(
      {
        method: 'get',
        path: '/v1/products/:product/groups/:group',
        summary: 'Show a device group',
        answer: groupAnswer,
      },
      async call => formatGroup(cloud, (await groupOf(call)).group),
    ),
    route(
      {
        method: 'put',
        path: '/v1/products/:product/groups/:group',
        summary: 'Rename a device group, describe it or colour it',
        body: groupChange,
        answer: groupAnswer,
      },
      async call => {
        const { product, group } = await groupOf(call)
        const { name = group.name, description, color } = call.body
        const after = { ...group, ...(description !== undefined && { description }), ...(color && { color }) }
        if (name === group.name) {
          await cloud.groups.update(product.id, name, after)
          return formatGroup(cloud, after)
        }
        const renamed = { ...after, name }
        if (!(await cloud.groups.create(renamed))) throw new ApiError(400, `The product has a group ${name}`)
        await replaceGroup(cloud, group, name)
        return formatGroup(cloud, renamed)
      },
    ),
    route(
      {
        method: 'delete',
        path: '/v1/products/:product/groups/:group',
        summary: 'Delete a device group; its devices stay',
        answer: null,
      },
      async call => replaceGroup(cloud, (await groupOf(call)).group, null),
    ),
  ]
}

/** Takes a group away; its devices, and what is released to it, go on under the other name. */
async function replaceGroup(
  cloud: CloudContext,
  { productId, name }: DeviceGroup,
  after: string | null,
): Promise<void> {
  await cloud.memberships.renameGroup(productId, name, after)
  await cloud.firmwares.renameGroup(productId, name, after)
  await cloud.groups.delete(productId, name)
}
