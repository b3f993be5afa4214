import { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { basicCredentials } from '../http/basic.ts'
import { ErrorListError } from '../http/errors.ts'
import { openRoute, type Route, route } from '../http/route.ts'
import { okAnswer } from '../http/schemas.ts'
import { formatCurrent, formatListed } from './format.ts'
import { currentToken, listedToken } from './schemas.ts'

/** Looking at tokens and revoking them. */
export function tokenRoutes(cloud: CloudContext): Route[] {
  return [
    openRoute(
      {
        method: 'get',
        path: '/v1/access_tokens',
        summary: 'List the access tokens of a user',
        credentials: ['password'],
        answer: z.array(listedToken),
        guard: 'token-list',
      },
      async ({ req }) => {
        const basic = basicCredentials(req.get('Authorization'))
        const user = basic && (await cloud.users.find(basic.name))
        if (basic === undefined || user === undefined) throw new ErrorListError(400, 'Unknown user')
        if ((await cloud.users.authenticate(basic.name, basic.password)) === undefined) {
          throw new ErrorListError(401, 'Bad password')
        }
        return (await cloud.tokens.of(user.id)).map(formatListed)
      },
    ),
    route(
      {
        method: 'delete',
        path: '/v1/access_tokens',
        summary: 'Revoke all access tokens of the caller',
        answer: okAnswer,
        guard: 'token-list',
      },
      async ({ caller }) => {
        await cloud.tokens.revokeAll(caller.account.id)
        return { ok: true }
      },
    ),
    route(
      {
        method: 'get',
        path: '/v1/access_tokens/current',
        summary: 'Show the access token that the request carries',
        answer: currentToken,
        guard: 'token-list',
      },
      async ({ caller }) => formatCurrent(caller.token),
    ),
    route(
      {
        method: 'delete',
        path: '/v1/access_tokens/current',
        summary: 'Revoke the access token that the request carries',
        answer: okAnswer,
        guard: 'token-list',
      },
      async ({ caller }) => {
        await cloud.tokens.revoke(caller.token.token)
        return { ok: true }
      },
    ),
    // Particle's clients send no Authorization here: the token in the path is the credential.
    openRoute(
      {
        method: 'delete',
        path: '/v1/access_tokens/:token',
        summary: 'Revoke an access token',
        answer: okAnswer,
        guard: 'token-list',
      },
      async ({ params }) => {
        if (!(await cloud.tokens.revoke(params['token'] ?? '')))
          throw new ErrorListError(404, 'Unknown token')
        return { ok: true }
      },
    ),
  ]
}
