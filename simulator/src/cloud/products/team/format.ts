import type { z } from 'zod'
import type { CloudContext } from '../../context.ts'
import type { User } from '../../users/entity.ts'
import type { Product } from '../entity.ts'
import type { MadeApiUser } from './api-users.ts'
import { ADMINISTRATOR, type Seat } from './entity.ts'
import type { teamAnswer } from './schemas.ts'

type Member = z.input<typeof teamAnswer>['team'][number]

/** Those who are in, then those who were asked. */
export async function formatTeam(cloud: CloudContext, product: Product): Promise<Member[]> {
  const seats = await cloud.team.list(product.id)
  const users = await Promise.all(product.team.map(id => cloud.users.get(id)))
  const members = users.filter(user => user !== undefined)
  const names = new Set(members.map(user => user.username))
  const pending = seats.filter(seat => !names.has(seat.username))
  return [
    ...members.map(user => formatMember(product, user, seats)),
    ...pending.map(({ username, role }) => ({
      username,
      role,
      pending: true as const,
      product_id: product.id,
    })),
  ]
}

function formatMember(product: Product, { id, username, api }: User, seats: readonly Seat[]): Member {
  const common = { _id: id, username, product_id: product.id }
  if (api !== undefined) {
    return {
      ...common,
      is_programmatic: true,
      friendly_name: api.friendlyName,
      scopes: [...api.scopes],
    }
  }
  return { ...common, role: seats.find(seat => seat.username === username)?.role ?? ADMINISTRATOR }
}

export function formatApiUser({ user, token }: MadeApiUser) {
  return { username: user.username, is_programmatic: true as const, tokens: [{ token }] }
}
