import type { CloudContext } from '../context.ts'
import { ApiError } from '../http/errors.ts'
import { openRoute, type Route } from '../http/route.ts'
import { okAnswer } from '../http/schemas.ts'
import { messageAnswer, resetBody, verificationBody } from './schemas.ts'

/** What Particle's cloud does by e-mail, of which there is none here. */
export function mailRoutes(cloud: CloudContext): Route[] {
  return [
    openRoute(
      {
        method: 'post',
        path: '/v1/user/password-reset',
        summary: 'Ask for a mail to set a new password by; here, the journal tells of it instead',
        body: resetBody,
        answer: messageAnswer,
        guard: 'password-reset',
      },
      async ({ body }) => {
        const user = await cloud.users.find(body.username)
        if (user !== undefined) cloud.notice('password-reset', { username: user.username })
        // The same for everybody: it must not tell who has an account.
        return { ok: true, message: 'Password reset email sent.' }
      },
    ),
    // Of particle-api-js 6. Users are as good as verified from the start, so no token was ever sent to one.
    openRoute(
      {
        method: 'post',
        path: '/v1/user/verify',
        summary: 'Verify an e-mail address by a token that was sent to it',
        body: verificationBody,
        answer: okAnswer,
        guard: 'user',
      },
      async () => {
        throw new ApiError(400, 'The verification token is invalid')
      },
    ),
  ]
}
