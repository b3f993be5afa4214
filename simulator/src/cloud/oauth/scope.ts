import { OAuthError } from '../http/errors.ts'
import type { Account } from '../users/accounts.ts'
import type { AuthenticatedClient } from './clients.ts'

/** Everything that the account may do. A client with it can be a product's back-end, "two-legged". */
export const FULL_SCOPE = '*:*'

/** "Simple auth": for a client inside an app, whose secret is none for long. */
export const CREATE_CUSTOMERS = 'customers:create'

/**
 * The scope of a token that a client asks for: never more than the client's own, which limits what it does
 * for developers. A customer's tokens are narrowed to that customer anyway.
 *
 * @throws OAuthError 400 invalid_scope.
 */
export function grantedScope(
  { client }: AuthenticatedClient,
  account: Account,
  asked: string | null,
): string | null {
  const limited = account.kind === 'user' && client?.scope === CREATE_CUSTOMERS
  if (asked === null) return limited ? CREATE_CUSTOMERS : null
  const acceptable =
    account.kind === 'customer'
      ? asked === FULL_SCOPE || isCustomersOwn(asked, account)
      : asked === CREATE_CUSTOMERS || (asked === FULL_SCOPE && !limited)
  if (acceptable) return asked
  throw new OAuthError('invalid_scope', 'The requested scope is invalid, unknown, or malformed')
}

/** The customer that a scope such as `customer=a@b.c` names, by e-mail address or id. */
export function customerOfScope(scope: string): string | undefined {
  return /^customer=(.+)$/.exec(scope)?.[1]
}

function isCustomersOwn(scope: string, { id, username }: Account): boolean {
  const name = customerOfScope(scope)
  return name !== undefined && (name === id || name.toLowerCase() === username)
}

/** What a token for creating customers is good for, besides looking at itself. */
const CREATES_CUSTOMERS = /^(POST \/v1\/products\/[^/]+\/customers|[A-Z]+ \/v1\/access_tokens\/current)\/?$/i

/** @throws OAuthError 400 invalid_scope for a request beyond the token's scope. */
export function checkScope(scope: string | null, request: { method: string; path: string }): void {
  if (scope !== CREATE_CUSTOMERS || CREATES_CUSTOMERS.test(`${request.method} ${request.path}`)) return
  throw new OAuthError('invalid_scope', 'The access token may only be used to create customers')
}
