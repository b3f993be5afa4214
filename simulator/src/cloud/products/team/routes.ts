import type { CloudContext } from '../../context.ts'
import { ApiError } from '../../http/errors.ts'
import { type OwnCall, type Route, route } from '../../http/route.ts'
import { okAnswer } from '../../http/schemas.ts'
import type { User } from '../../users/entity.ts'
import { productAccess } from '../access.ts'
import type { Product } from '../entity.ts'
import { createApiUser, deleteApiUser, updateApiUser } from './api-users.ts'
import { ADMINISTRATOR } from './entity.ts'
import { formatApiUser, formatTeam } from './format.ts'
import { inviteAnswer, inviteBody, memberAnswer, memberChange, teamAnswer } from './schemas.ts'

interface Member {
  readonly product: Product
  readonly username: string
  /** `undefined` while the invitation is pending. */
  readonly user: User | undefined
}

/** Who looks after a product: people, and programs ("API users"). */
export function teamRoutes(cloud: CloudContext): Route[] {
  const memberOf = async ({ caller, params }: Pick<OwnCall, 'caller' | 'params'>): Promise<Member> => {
    const product = await productAccess(cloud, params, caller.account)
    const username = (params['username'] ?? '').toLowerCase()
    const user = await cloud.users.find(username)
    if (user !== undefined && product.team.includes(user.id)) return { product, username, user }
    if ((await cloud.team.get(product.id, username)) !== undefined) {
      return { product, username, user: undefined }
    }
    throw new ApiError(404, `${username} is not in the team`)
  }

  const path = '/v1/products/:product/team'
  const memberPath = '/v1/products/:product/team/:username'

  return [
    route(
      { method: 'get', path, summary: "List a product's team", answer: teamAnswer },
      async ({ caller, params }) => {
        const product = await productAccess(cloud, params, caller.account)
        return { ok: true, team: await formatTeam(cloud, product) }
      },
    ),
    route(
      {
        method: 'post',
        path,
        summary: 'Invite somebody into the team, or create an API user in it',
        body: inviteBody,
        answer: inviteAnswer,
      },
      async ({ caller, params, body }) => {
        const product = await productAccess(cloud, params, caller.account)
        if (body.api !== undefined) {
          return { ok: true, created: formatApiUser(await createApiUser(cloud, product, body.api)) }
        }
        const { username, role = ADMINISTRATOR } = body
        const user = await cloud.users.find(username)
        await cloud.team.put({ productId: product.id, username, role })
        if (user !== undefined) {
          await cloud.products.setTeam(product.id, team => [...new Set([...team, user.id])])
        }
        return { ok: true, invited: { username } }
      },
    ),
    // Particle's reference says POST, its examples say PUT.
    ...(['put', 'post'] as const).map(method =>
      route(
        {
          method,
          path: memberPath,
          summary: 'Give a member another role, or an API user other scopes and with them another token',
          body: memberChange,
          answer: memberAnswer,
        },
        async call => {
          const { product, username, user } = await memberOf(call)
          const { friendly_name: friendlyName, scopes, role = ADMINISTRATOR } = call.body
          if (user?.api !== undefined) {
            const api = {
              friendlyName: friendlyName ?? user.api.friendlyName,
              scopes: scopes ?? user.api.scopes,
            }
            return { ok: true, updated: formatApiUser(await updateApiUser(cloud, user, api)) }
          }
          await cloud.team.put({ productId: product.id, username, role })
          return { ok: true, updated: { username, role } }
        },
      ),
    ),
    route(
      {
        method: 'delete',
        path: memberPath,
        summary: 'Take somebody out of the team; an API user with its token',
        answer: okAnswer,
      },
      async call => {
        const { product, username, user } = await memberOf(call)
        if (user?.id === product.ownerId) throw new ApiError(400, `${username} owns the product, and stays`)
        await cloud.team.delete(product.id, username)
        if (user !== undefined) {
          await cloud.products.setTeam(product.id, team => team.filter(id => id !== user.id))
          if (user.api !== undefined) await deleteApiUser(cloud, user)
        }
        return { ok: true }
      },
    ),
  ]
}
