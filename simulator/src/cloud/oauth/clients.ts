import type { Backplane, Bucket } from '../backplane/index.ts'
import { secrets } from '../secrets.ts'
import { sameSecret } from './same-secret.ts'
import { CREATE_CUSTOMERS } from './scope.ts'

export type GrantType =
  | 'password'
  | 'client_credentials'
  | 'refresh_token'
  | 'urn:custom:mfa-otp'
  | 'urn:custom:recovery-code'

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
  /** Of a web client. */
  readonly redirectUri?: string
  /** The most that its tokens may do. Default: all that their account may. */
  readonly scope?: string | null
}

/** Clients that every curl, particle-api-js and particle-cli of the world share; their secrets are public. */
const PUBLIC_CLIENTS: ReadonlySet<string> = new Set([
  'particle',
  'particle-api',
  'particle-cli',
  'CLI2',
  'user',
])

/** What the secret of a client that does not exist is compared with. */
const NOBODYS_SECRET = secrets.hex(40)

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

  async exists(id: string): Promise<boolean> {
    return PUBLIC_CLIENTS.has(id) || (await this.byId.get(id)) !== undefined
  }

  /** Those of a product; with `null`, a user's own. */
  list(of: { productId: number } | { productId: null; ownerId: string }): Promise<OAuthClient[]> {
    return this.byId.find(
      client => client.productId === of.productId && (of.productId !== null || client.ownerId === of.ownerId),
    )
  }

  /** @returns false when the id is taken. */
  create(client: OAuthClient): Promise<boolean> {
    return this.byId.create(client.id, client)
  }

  /** @returns the client as it is now; `undefined` when it is unknown. */
  update(id: string, change: Pick<Partial<OAuthClient>, 'name' | 'scope'>): Promise<OAuthClient | undefined> {
    return this.byId.update(id, client => client && { ...client, ...change })
  }

  async delete(id: string): Promise<void> {
    await this.byId.delete(id)
  }

  /** @returns `undefined` for an unknown id or a wrong secret. */
  async authenticate(id: string, secret: string): Promise<AuthenticatedClient | undefined> {
    if (PUBLIC_CLIENTS.has(id)) return { id }
    const client = await this.byId.get(id)
    const right = sameSecret(secret, client?.secret ?? NOBODYS_SECRET)
    return client !== undefined && right ? { id, client } : undefined
  }
}

/**
 * Public clients act for people who log in; a client with an owner can also act by itself, unless it is there
 * to create customers alone.
 */
export function mayUseGrant({ client }: AuthenticatedClient, grant: GrantType): boolean {
  return grant !== 'client_credentials' || (client !== undefined && client.scope !== CREATE_CUSTOMERS)
}
