import type { CloudContext } from '../context.ts'
import { OAuthError } from '../http/errors.ts'
import type { Account } from '../users/accounts.ts'
import type { AuthenticatedClient, GrantType } from './clients.ts'
import { type Grant, type Granted, type TokenAsk, text } from './grant.ts'
import { customerOfScope, grantedScope } from './scope.ts'
import { mfaOtp, recoveryCode } from './second-step.ts'

/** One grant each. Texts: particle-iot/node-oauth2-server lib/grant.js, recorded traffic. */
export const GRANTS: Readonly<Record<GrantType, Grant>> = {
  password: async (cloud, ask) => {
    const username = text(ask.form['username'])
    const password = text(ask.form['password'])
    if (username === undefined || password === undefined) {
      throw new OAuthError('invalid_client', 'Missing parameters. "username" and "password" are required')
    }
    const account = await logIn(cloud, ask, username, password)
    if (account === undefined) throw new OAuthError('invalid_grant', 'User credentials are invalid')
    const granted = grant(ask, account, text(ask.form['scope']) ?? null)
    if (account.kind === 'customer' || !(await cloud.mfa.isEnabled(account.id))) return granted
    const { clientId, scope, lifetimeSeconds } = granted
    const mfaToken = await cloud.challenges.create({ userId: account.id, clientId, scope, lifetimeSeconds })
    throw new OAuthError('mfa_required', 'Multi-factor authentication required', { mfaToken })
  },

  client_credentials: async (cloud, ask) => {
    const { client, form } = ask
    const scope = text(form['scope']) ?? null
    const account = client.client && (await principal(cloud, client.client, scope))
    if (account === undefined) throw new OAuthError('invalid_grant', 'Client credentials are invalid')
    return grant(ask, account, scope)
  },

  refresh_token: async (cloud, ask) => {
    const given = text(ask.form['refresh_token'])
    if (given === undefined) throw new OAuthError('invalid_request', 'No "refresh_token" parameter')
    const known = await cloud.tokens.getRefresh(given)
    const account = known && (await cloud.accounts.get(known.account))
    if (known === undefined || account === undefined || known.clientId !== ask.client.id) {
      throw new OAuthError('invalid_grant', 'Invalid refresh token')
    }
    if (cloud.tokens.hasExpired(known)) {
      throw new OAuthError('invalid_grant', 'Refresh token has expired')
    }
    const granted = grant(ask, account, known.scope)
    if ((await cloud.tokens.useRefresh(given)) === undefined) {
      throw new OAuthError('invalid_grant', 'Invalid refresh token')
    }
    return granted
  },

  'urn:custom:mfa-otp': mfaOtp,
  'urn:custom:recovery-code': recoveryCode,
}

export function isGrantType(value: unknown): value is GrantType {
  return typeof value === 'string' && Object.hasOwn(GRANTS, value)
}

/** @throws OAuthError 400 invalid_scope. */
function grant(ask: TokenAsk, account: Account, scope: string | null): Granted {
  return {
    clientId: ask.client.id,
    account: { kind: account.kind, id: account.id },
    scope: grantedScope(ask.client, account, scope),
    lifetimeSeconds: ask.lifetimeSeconds,
  }
}

/** A product's own client logs in the product's customers as well as its developers. */
async function logIn(
  cloud: CloudContext,
  { client: { client } }: TokenAsk,
  username: string,
  password: string,
): Promise<Account | undefined> {
  const productId = client?.productId ?? null
  const customer =
    productId === null ? undefined : await cloud.customers.authenticate(productId, username, password)
  if (customer !== undefined) return { kind: 'customer', ...customer }
  const user = await cloud.users.authenticate(username, password)
  return user && { kind: 'user', ...user }
}

/** Whom a client acts for by itself: the customer that the scope names, or its owner. */
async function principal(
  cloud: CloudContext,
  client: NonNullable<AuthenticatedClient['client']>,
  scope: string | null,
): Promise<Account | undefined> {
  const name = scope === null ? undefined : customerOfScope(scope)
  if (name === undefined || client.productId === null) {
    return cloud.accounts.get({ kind: 'user', id: client.ownerId })
  }
  const customer = await cloud.customers.find(client.productId, name)
  return customer && { kind: 'customer', ...customer }
}
