import { ApiError, OAuthError } from '../http/errors.ts'
import type { Caller } from '../oauth/present.ts'
import type { User } from './entity.ts'
import { passwordMatches } from './password.ts'

/**
 * The developer who calls.
 *
 * @throws OAuthError 400 invalid_scope for a customer, whose account is its product's to manage.
 */
export function userOf({ account }: Caller): User {
  if (account.kind === 'user') return account
  throw new OAuthError('invalid_scope', "A customer's access token cannot manage a user account")
}

/** A token alone does not change who may log in. 400 and not 401: particle-cli takes any 401 for a bad token. */
export async function confirmPassword(user: User, password: string | undefined): Promise<void> {
  if (password === undefined) throw new ApiError(400, 'The current password is required')
  if (!(await passwordMatches(password, user.password))) {
    throw new ApiError(400, 'The current password is wrong')
  }
}
