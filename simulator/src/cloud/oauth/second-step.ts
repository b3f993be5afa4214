import type { CloudContext } from '../context.ts'
import { OAuthError } from '../http/errors.ts'
import { MFA_LIMITS, type Verdict } from '../users/mfa.ts'
import { type Grant, type Granted, text } from './grant.ts'

/** The second step of a login, by a code of the authenticator app. */
export const mfaOtp: Grant = async (cloud, { form }) => {
  const otp = text(form['otp'])
  const mfaToken = text(form['mfa_token'])
  if (otp === undefined || mfaToken === undefined) {
    throw new OAuthError('invalid_request', 'You must provide otp and mfa token.')
  }
  return secondStep(cloud, mfaToken, 'OTP', userId => cloud.mfa.checkOtp(userId, otp))
}

/** The second step of a login, when the authenticator app is gone. */
export const recoveryCode: Grant = async (cloud, { form }) => {
  const code = text(form['recovery_code'])
  const mfaToken = text(form['mfa_token'])
  if (code === undefined || mfaToken === undefined) {
    throw new OAuthError('invalid_request', 'You must provide recovery code and mfa token.')
  }
  return secondStep(cloud, mfaToken, 'Recovery Code', userId => cloud.mfa.checkRecoveryCode(userId, code))
}

/** @throws OAuthError 401 invalid_token, 429 rate_limit_exceeded. */
export function refuseUnlessRight(verdict: Verdict, what: string): void {
  if (verdict === 'locked') {
    const retryAfterSeconds = MFA_LIMITS.lockMs / 1000
    throw new OAuthError('rate_limit_exceeded', 'Rate limit exceeded.', { retryAfterSeconds })
  }
  if (verdict === 'wrong') throw new OAuthError('invalid_token', `Could not validate ${what}.`)
}

/** The token is the one that the first step asked for, whoever takes the second. */
async function secondStep(
  cloud: CloudContext,
  mfaToken: string,
  what: string,
  check: (userId: string) => Promise<Verdict>,
): Promise<Granted> {
  const challenge = await cloud.challenges.get(mfaToken)
  if (challenge === undefined || !(await cloud.clients.exists(challenge.clientId))) {
    throw new OAuthError('invalid_token', 'The MFA token is invalid or has expired.')
  }
  const { userId, clientId, scope, lifetimeSeconds } = challenge
  refuseUnlessRight(await check(userId), what)
  if (!(await cloud.challenges.use(mfaToken))) {
    throw new OAuthError('invalid_token', 'The MFA token is invalid or has expired.')
  }
  return { clientId, account: { kind: 'user', id: userId }, scope, lifetimeSeconds }
}
