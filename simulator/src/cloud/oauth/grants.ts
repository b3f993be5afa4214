import type { CloudContext } from '../context.ts'
import { OAuthError } from '../http/errors.ts'
import type { AccountRef } from '../users/accounts.ts'
import type { AuthenticatedClient, GrantType } from './clients.ts'

type Form = Readonly<Record<string, unknown>>

/** Whom a grant makes a token for. */
export interface Granted {
  account: AccountRef
  scope: string | null
}

type Grant = (cloud: CloudContext, client: AuthenticatedClient, form: Form) => Promise<Granted>

/** One grant each. Texts: particle-iot/node-oauth2-server lib/grant.js, recorded traffic. */
export const GRANTS: Readonly<Record<GrantType, Grant>> = {
  password: async (cloud, { client }, form) => {
    const username = text(form['username'])
    const password = text(form['password'])
    if (username === undefined || password === undefined) {
      throw new OAuthError('invalid_client', 'Missing parameters. "username" and "password" are required')
    }
    const scope = text(form['scope']) ?? null
    // A product's own client logs in the product's customers as well as its developers.
    const productId = client?.productId ?? null
    const customer =
      productId === null ? undefined : await cloud.customers.authenticate(productId, username, password)
    if (customer !== undefined) return { account: { kind: 'customer', id: customer.id }, scope }
    const user = await cloud.users.authenticate(username, password)
    if (user === undefined) throw new OAuthError('invalid_grant', 'User credentials are invalid')
    return { account: { kind: 'user', id: user.id }, scope }
  },

  client_credentials: async (cloud, { client }, form) => {
    if (client === undefined) throw new OAuthError('invalid_grant', 'Client credentials are invalid')
    const scope = text(form['scope'])
    if (scope === undefined) return { account: { kind: 'user', id: client.ownerId }, scope: null }
    const name = /^customer=(.+)$/.exec(scope)?.[1]
    if (name === undefined || client.productId === null) {
      throw new OAuthError('invalid_scope', 'The requested scope is invalid, unknown, or malformed')
    }
    const customer = await cloud.customers.find(client.productId, name)
    if (customer === undefined) throw new OAuthError('invalid_grant', 'Client credentials are invalid')
    return { account: { kind: 'customer', id: customer.id }, scope }
  },

  refresh_token: async (cloud, client, form) => {
    const given = text(form['refresh_token'])
    if (given === undefined) throw new OAuthError('invalid_request', 'No "refresh_token" parameter')
    const known = await cloud.tokens.getRefresh(given)
    if (known === undefined || known.clientId !== client.id) {
      throw new OAuthError('invalid_grant', 'Invalid refresh token')
    }
    if (cloud.tokens.hasExpired(known)) {
      throw new OAuthError('invalid_grant', 'Refresh token has expired')
    }
    if ((await cloud.tokens.useRefresh(given)) === undefined) {
      throw new OAuthError('invalid_grant', 'Invalid refresh token')
    }
    return { account: known.account, scope: known.scope }
  },
}

export function isGrantType(value: unknown): value is GrantType {
  return typeof value === 'string' && Object.hasOwn(GRANTS, value)
}

/** A form field that is there and not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
