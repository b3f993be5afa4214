import type { Request } from 'express'
import { bodyOf } from '../http/body.ts'
import { OAuthError } from '../http/errors.ts'
import { queryOf } from '../http/query.ts'
import type { Account, Accounts } from '../users/accounts.ts'
import type { AccessToken, Tokens } from './entity.ts'
import { checkScope } from './scope.ts'

/** Who makes a request. */
export interface Caller {
  readonly account: Account
  readonly token: AccessToken
}

/** Finds out who makes a request. */
export type Authenticate = (req: Request) => Promise<Caller>

/**
 * @throws OAuthError 400 when the request does not present one token in one way or the token's scope is too
 *   small, 401 when the token is unknown or has expired. Source of rules and texts: particle-iot/node-oauth2-server lib/authorise.js.
 */
export function authenticator(tokens: Tokens, accounts: Accounts): Authenticate {
  return async req => {
    const token = await tokens.get(presentedToken(req))
    if (token === undefined) throw new OAuthError('invalid_token', 'The access token provided is invalid.')
    if (tokens.hasExpired(token)) {
      throw new OAuthError('invalid_token', 'The access token provided has expired.')
    }
    const account = await accounts.get(token.account)
    if (account === undefined) throw new OAuthError('invalid_token', 'The access token provided is invalid.')
    checkScope(token.scope, req)
    return { account, token }
  }
}

/** The token a request presents: in its Authorization header, its query, or its form. */
export function presentedToken(req: Request): string {
  const header = req.get('Authorization')
  const query: unknown = queryOf(req)['access_token']
  const body = bodyOf(req)['access_token']
  const given = [header, query, body].filter(each => each !== undefined)

  if (given.length > 1 || Array.isArray(query) || Array.isArray(body)) {
    throw new OAuthError(
      'invalid_request',
      'Only one method may be used to authenticate at a time (Auth header,  GET or POST).',
    )
  }
  if (header !== undefined) {
    const token = /^Bearer\s+(\S+)\s*$/i.exec(header)?.[1]
    if (token === undefined) throw new OAuthError('invalid_request', 'Malformed auth header')
    return token
  }
  if (typeof query === 'string' && query !== '') return query
  if (body !== undefined) return bodyToken(req, body)
  throw new OAuthError('invalid_request', 'The access token was not found')
}

function bodyToken(req: Request, token: unknown): string {
  if (req.method === 'GET') {
    throw new OAuthError('invalid_request', 'Method cannot be GET When putting the token in the body.')
  }
  if (typeof token !== 'string' || !req.is('application/x-www-form-urlencoded')) {
    throw new OAuthError(
      'invalid_request',
      'When putting the token in the body, content type must be application/x-www-form-urlencoded.',
    )
  }
  return token
}
