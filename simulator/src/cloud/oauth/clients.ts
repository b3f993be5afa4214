import { createHash, timingSafeEqual } from 'node:crypto'
import type { Backplane, Bucket } from '../backplane/index.ts'

export type GrantType = 'password' | 'client_credentials' | 'refresh_token'

/** A program that asks for tokens. */
export interface OAuthClient {
  /** 3 to 40 letters, digits, `-` and `_`. */
  readonly id: string
  readonly name: string
  readonly type: 'installed' | 'web'
  readonly secret: string
  /** `null` for a client that its owner uses outside any product. */
  readonly productId: number | null
  readonly ownerId: string
}

/** Clients that every curl, particle-api-js and particle-cli of the world share; their secrets are public. */
const PUBLIC_CLIENTS: ReadonlySet<string> = new Set([
  'particle',
  'particle-api',
  'particle-cli',
  'CLI2',
  'user',
])

/** A client as the token endpoint sees it; `client` is absent for the public ones. */
export interface AuthenticatedClient {
  readonly id: string
  readonly client?: OAuthClient
}

export class Clients {
  private readonly byId: Bucket<OAuthClient>

  constructor(backplane: Backplane) {
    this.byId = backplane.bucket('clients')
  }

  get(id: string): Promise<OAuthClient | undefined> {
    return this.byId.get(id)
  }

  /** @returns false when the id is taken. */
  create(client: OAuthClient): Promise<boolean> {
    return this.byId.create(client.id, client)
  }

  /** @returns `undefined` for an unknown id or a wrong secret. */
  async authenticate(id: string, secret: string): Promise<AuthenticatedClient | undefined> {
    if (PUBLIC_CLIENTS.has(id)) return { id }
    const client = await this.byId.get(id)
    return client !== undefined && sameSecret(secret, client.secret) ? { id, client } : undefined
  }
}

/** Public clients act for people who log in; a client with an owner can also act by itself. */
export function mayUseGrant({ client }: AuthenticatedClient, grant: GrantType): boolean {
  return grant !== 'client_credentials' || client !== undefined
}

function sameSecret(given: string, actual: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(actual))
}
