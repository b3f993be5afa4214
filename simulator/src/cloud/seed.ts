import type { CloudContext } from './context.ts'
import { secrets } from './secrets.ts'

/** What a cloud holds before anybody has used it. */
export interface CloudSeed {
  /** Default: product 10001, `photon-kit`. */
  product?: { id?: number; slug?: string; name?: string; platformId?: number }
  /** A client of that product. Default id `photon-kit-1001`; default secret: 40 random hex digits. */
  client?: { id?: string; secret?: string }
  /** The developer who owns both. Default: `dev@particle.test`, password `photon`. */
  user?: { username?: string; password?: string }
}

/** What the seed has made, for those who are to use it. */
export interface CloudDefaults {
  readonly product: { readonly id: number; readonly slug: string }
  readonly client: { readonly id: string; readonly secret: string }
  /** The token never expires. */
  readonly user: { readonly username: string; readonly password: string; readonly token: string }
}

/** The client that the seeded token is for. */
const SEED_CLIENT_ID = 'particle'

/** Makes what is not there yet: a cloud that was kept starts with the password and the secret that it has. */
export async function plantSeed(
  cloud: CloudContext,
  seed: CloudSeed,
): Promise<{ defaults: CloudDefaults; developerId: string }> {
  const username = (seed.user?.username ?? 'dev@particle.test').toLowerCase()
  const password = seed.user?.password ?? 'photon'
  const user = (await cloud.users.create(username, password)) ?? (await cloud.users.find(username))
  if (user === undefined) throw new Error(`user ${username} was neither made nor found`)

  const { id = 10_001, slug = 'photon-kit', name = 'Photon Kit', platformId = 6 } = seed.product ?? {}
  const description = 'The product that every simulation starts with'
  const team = [user.id]
  await cloud.products.create({ id, slug, name, description, platformId, ownerId: user.id, team })

  const clientId = seed.client?.id ?? `${slug}-1001`
  const secret = seed.client?.secret ?? secrets.hex(40)
  await cloud.clients.create({
    id: clientId,
    name: slug,
    type: 'installed',
    secret,
    productId: id,
    ownerId: user.id,
  })
  const client = await cloud.clients.get(clientId)

  const defaults = {
    product: { id, slug },
    client: { id: clientId, secret: client?.secret ?? secret },
    user: { username, password, token: await seedToken(cloud, user.id) },
  }
  return { defaults, developerId: user.id }
}

async function seedToken(cloud: CloudContext, userId: string): Promise<string> {
  const kept = (await cloud.tokens.of(userId)).find(
    token => token.clientId === SEED_CLIENT_ID && token.expiresAtMs === null,
  )
  if (kept !== undefined) return kept.token
  const account = { kind: 'user', id: userId } as const
  const made = await cloud.tokens.issue({ clientId: SEED_CLIENT_ID, account, lifetimeSeconds: 0 })
  return made.token
}
