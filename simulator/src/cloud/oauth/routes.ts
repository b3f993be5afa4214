import type { Request, Response } from 'express'
import type { CloudContext } from '../context.ts'
import { basicCredentials } from '../http/basic.ts'
import { bodyOf } from '../http/body.ts'
import { OAuthError } from '../http/errors.ts'
import { openRoute, type Route } from '../http/route.ts'
import { type AuthenticatedClient, type Clients, mayUseGrant } from './clients.ts'
import { formatGrant } from './format.ts'
import { text } from './grant.ts'
import { GRANTS, isGrantType } from './grants.ts'
import { requestedLifetime } from './lifetime.ts'
import { grantAnswer, tokenForm } from './schemas.ts'

/** `POST /oauth/token`. To this route, JSON is a mistake and not a body. */
export function tokenEndpoint(cloud: CloudContext): Route[] {
  const refuseMethod = (): never => {
    throw new OAuthError(
      'invalid_request',
      'Method must be POST with application/x-www-form-urlencoded encoding',
    )
  }
  return [
    openRoute(
      {
        method: 'post',
        path: '/oauth/token',
        summary: 'Get an access token by one of the grants',
        bodyTypes: ['form'],
        body: tokenForm,
        credentials: ['client'],
        guard: 'token',
        answer: grantAnswer,
      },
      async ({ req, res }) => {
        if (!req.is('application/x-www-form-urlencoded')) refuseMethod()
        // As it was sent: a field that is given twice is none of the schema's texts.
        const form = bodyOf(req)
        const grantType = form['grant_type']
        if (!isGrantType(grantType)) {
          throw new OAuthError('invalid_request', 'Invalid or missing grant_type parameter')
        }
        const client = await clientOf(req, cloud.clients)
        if (!mayUseGrant(client, grantType)) {
          throw new OAuthError('invalid_client', 'The grant type is unauthorised for this client_id')
        }
        const lifetimeSeconds = requestedLifetime(form, cloud.clock)
        const granted = await GRANTS[grantType](cloud, { client, form, lifetimeSeconds })
        const token = await cloud.tokens.issue(granted)
        setTokenHeaders(res)
        return formatGrant(token, cloud.clock)
      },
    ),
    openRoute(
      { method: 'all', path: '/oauth/token', summary: 'Any other method', bodyTypes: [], answer: null },
      async () => refuseMethod(),
    ),
  ]
}

/** Headers of every answer that carries a token or a secret. */
export function setTokenHeaders(res: Response): void {
  res.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache', 'X-Content-Type-Options': 'nosniff' })
}

/**
 * The client that a request's Basic header or form names. A Bearer header is none: particle-cli sends
 * `Bearer null` to the token endpoint.
 *
 * @throws OAuthError 400 invalid_client.
 */
export async function clientOf(req: Request, clients: Clients): Promise<AuthenticatedClient> {
  const body = bodyOf(req)
  const basic = basicCredentials(req.get('Authorization'))
  const id = basic?.name ?? text(body['client_id'])
  const secret = basic?.password ?? text(body['client_secret'])
  if (id === undefined || !/^[a-z0-9_-]{3,40}$/i.test(id)) {
    throw new OAuthError('invalid_client', 'Invalid or missing client_id parameter')
  }
  if (secret === undefined || secret === '') {
    throw new OAuthError('invalid_client', 'Missing client_secret parameter')
  }
  const client = await clients.authenticate(id, secret)
  if (client === undefined) throw new OAuthError('invalid_client', 'Client credentials are invalid')
  return client
}
