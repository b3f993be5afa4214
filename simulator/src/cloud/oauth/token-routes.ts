import { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { type BasicCredentials, basicCredentials } from '../http/basic.ts'
import { ErrorListError, OAuthError } from '../http/errors.ts'
import { openRoute, type Route, route } from '../http/route.ts'
import { okAnswer } from '../http/schemas.ts'
import type { User } from '../users/entity.ts'
import { formatCurrent, formatListed } from './format.ts'
import { setTokenHeaders } from './routes.ts'
import { currentToken, listedToken, otpQuery } from './schemas.ts'
import { refuseUnlessRight } from './second-step.ts'

/** Looking at tokens and revoking them. */
export function tokenRoutes(cloud: CloudContext): Route[] {
  return [
    openRoute(
      {
        method: 'get',
        path: '/v1/access_tokens',
        summary: 'List the access tokens of a user',
        credentials: ['password'],
        query: otpQuery,
        answer: z.array(listedToken),
        guard: 'token-list',
      },
      async ({ req, res, query }) => {
        const basic = basicCredentials(req.get('Authorization'))
        const user = await userByPassword(cloud, basic, query.otp)
        setTokenHeaders(res)
        return (await cloud.tokens.of(user.id)).map(formatListed)
      },
    ),
    openRoute(
      {
        method: 'delete',
        path: '/v1/access_tokens',
        summary: 'Revoke all access tokens of the caller',
        credentials: ['token', 'password'],
        query: otpQuery,
        answer: okAnswer,
        guard: 'token-list',
      },
      async ({ req, query }) => {
        const basic = basicCredentials(req.get('Authorization'))
        const { id } = basic
          ? await userByPassword(cloud, basic, query.otp)
          : (await cloud.authenticate(req)).account
        await cloud.tokens.revokeAll(id)
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

/**
 * The user of a Basic header, as it was before there were tokens.
 *
 * @throws ErrorListError 400 or 401, and for a user with multi-factor authentication OAuthError 401, 403 or 429.
 */
async function userByPassword(
  cloud: CloudContext,
  basic: BasicCredentials | undefined,
  otp: string | undefined,
): Promise<User> {
  if (basic === undefined || (await cloud.users.find(basic.name)) === undefined) {
    throw new ErrorListError(400, 'Unknown user')
  }
  const user = await cloud.users.authenticate(basic.name, basic.password)
  if (user === undefined) throw new ErrorListError(401, 'Bad password')
  if (!(await cloud.mfa.isEnabled(user.id))) return user
  if (otp === undefined) throw new OAuthError('mfa_required', 'Multi-factor authentication required')
  refuseUnlessRight(await cloud.mfa.checkOtp(user.id, otp), 'OTP')
  return user
}
