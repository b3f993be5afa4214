import type { CloudContext } from '../context.ts'
import { ApiError, OAuthError } from '../http/errors.ts'
import { type Route, route } from '../http/route.ts'
import { okAnswer } from '../http/schemas.ts'
import { setTokenHeaders } from '../oauth/routes.ts'
import { confirmPassword, userOf } from './caller.ts'
import { disablingBody, enrolmentAnswer, enrolmentBody, offerAnswer } from './schemas.ts'
import { totpUrl } from './totp.ts'

/** Multi-factor authentication: in two steps to have it, in one to be rid of it. */
export function mfaRoutes(cloud: CloudContext): Route[] {
  const refuseEnrolled = async (userId: string): Promise<void> => {
    if (await cloud.mfa.isEnabled(userId)) throw new ApiError(400, 'Multi-factor authentication is enabled')
  }
  return [
    route(
      {
        method: 'get',
        path: '/v1/user/mfa-enable',
        summary: 'Get a secret for an authenticator app',
        answer: offerAnswer,
      },
      async ({ caller, res }) => {
        const user = userOf(caller)
        await refuseEnrolled(user.id)
        const { mfaToken, secret } = await cloud.mfa.offer(user.id)
        setTokenHeaders(res)
        // Particle says no more of `qr_url` than its name: here it is what the QR code encodes, not a picture.
        return { mfa_token: mfaToken, qr_url: totpUrl(user.username, secret), secret }
      },
    ),
    route(
      {
        method: 'post',
        path: '/v1/user/mfa-enable',
        summary: 'Enable multi-factor authentication, by a code of the authenticator app',
        body: enrolmentBody,
        answer: enrolmentAnswer,
      },
      async ({ caller, body, res }) => {
        const user = userOf(caller)
        await refuseEnrolled(user.id)
        const codes = await cloud.mfa.enrol(user.id, body.mfa_token, body.otp)
        if (codes === undefined) throw new OAuthError('invalid_token', 'Could not validate OTP.')
        if (body.invalidate_tokens) await cloud.tokens.revokeAll(user.id)
        setTokenHeaders(res)
        return { enrolled: true, recovery_codes: [...codes] }
      },
    ),
    route(
      {
        method: 'put',
        path: '/v1/user/mfa-disable',
        summary: 'Disable multi-factor authentication',
        body: disablingBody,
        answer: okAnswer,
      },
      async ({ caller, body }) => {
        const user = userOf(caller)
        await confirmPassword(user, body.current_password)
        await cloud.mfa.disable(user.id)
        return { ok: true }
      },
    ),
  ]
}
