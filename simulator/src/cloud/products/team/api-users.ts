import type { CloudContext } from '../../context.ts'
import { secrets } from '../../secrets.ts'
import type { ApiUser, User } from '../../users/entity.ts'
import type { Product } from '../entity.ts'
import { slugOf } from '../slug.ts'

/** The client that an API user's token is for. */
const CLIENT_ID = 'particle'

export interface MadeApiUser {
  readonly user: User
  /** Its only one. Never expires. */
  readonly token: string
}

/** Adds a program to a product's team. */
export async function createApiUser(
  cloud: CloudContext,
  product: Product,
  api: ApiUser,
): Promise<MadeApiUser> {
  for (;;) {
    const username = `${slugOf(api.friendlyName)}+${secrets.hex(10)}@api.particle.io`
    const user = await cloud.users.createApiUser(username, api)
    if (user === undefined) continue
    await cloud.products.setTeam(product.id, team => [...team, user.id])
    return { user, token: await freshToken(cloud, user) }
  }
}

/** A change of scopes takes a new token: nobody shall find that the one he has can suddenly do more. */
export async function updateApiUser(cloud: CloudContext, user: User, api: ApiUser): Promise<MadeApiUser> {
  await cloud.users.setApiUser(user.id, api)
  return { user: { ...user, api }, token: await freshToken(cloud, user) }
}

export async function deleteApiUser(cloud: CloudContext, user: User): Promise<void> {
  await cloud.tokens.revokeAll(user.id)
  await cloud.users.delete(user)
}

async function freshToken(cloud: CloudContext, { id }: User): Promise<string> {
  await cloud.tokens.revokeAll(id)
  const account = { kind: 'user', id } as const
  return (await cloud.tokens.issue({ clientId: CLIENT_ID, account, lifetimeSeconds: 0 })).token
}
