import type { CloudContext } from '../context.ts'
import { ApiError } from '../http/errors.ts'
import { confirmPassword } from './caller.ts'
import type { User } from './entity.ts'
import type { UserUpdate } from './schemas.ts'

/**
 * Changes what the request says. Whoever has the old password is logged out only where that is asked for, but
 * a login that waits for its second step has to begin again.
 */
export async function updateUser(cloud: CloudContext, user: User, update: UserUpdate): Promise<void> {
  const { username, password, account_info: info } = update
  const changesLogin = username !== undefined || password !== undefined
  if (!changesLogin && info === undefined) {
    throw new ApiError(400, 'Give account_info, username or password')
  }
  if (changesLogin) await confirmPassword(user, update.current_password)
  if (username !== undefined) await rename(cloud, user, username)
  if (password !== undefined) await cloud.users.setPassword(user.id, password)
  if (info !== undefined) await cloud.users.setAccountInfo(user.id, info)
  if (changesLogin) await cloud.challenges.revokeAll(user.id)
  if (update.invalidate_tokens) await cloud.tokens.revokeAll(user.id)
}

/** Seats in teams go by name, so they go along: whoever has the old name next was not asked. */
async function rename(cloud: CloudContext, user: User, username: string): Promise<void> {
  if (!(await cloud.users.rename(user, username))) {
    throw new ApiError(400, 'The username is already in use')
  }
  const name = username.toLowerCase()
  for (const seat of name === user.username ? [] : await cloud.team.of(user.username)) {
    await cloud.team.put({ ...seat, username: name })
    await cloud.team.delete(seat.productId, user.username)
  }
}
