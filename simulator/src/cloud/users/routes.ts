import type { CloudContext } from '../context.ts'
import { ApiError } from '../http/errors.ts'
import { openRoute, type Route, route } from '../http/route.ts'
import { okAnswer } from '../http/schemas.ts'
import { confirmPassword, userOf } from './caller.ts'
import { deleteUser } from './delete.ts'
import { formatUser } from './format.ts'
import { mailRoutes } from './mail-routes.ts'
import { mfaRoutes } from './mfa-routes.ts'
import {
  creationBody,
  deletionBody,
  identityAnswer,
  messageAnswer,
  updateAnswer,
  updateBody,
  userAnswer,
} from './schemas.ts'
import { updateUser } from './update.ts'

export function userRoutes(cloud: CloudContext): Route[] {
  return [
    openRoute(
      {
        method: 'post',
        path: '/v1/users',
        summary: 'Create a user',
        body: creationBody,
        answer: messageAnswer,
        guard: 'user',
      },
      async ({ body }) => {
        const user = await cloud.users.create(body.username, body.password, body.account_info)
        if (user === undefined) throw new ApiError(400, 'The username is already in use')
        return { ok: true, message: `User ${user.username} created` }
      },
    ),
    route(
      { method: 'get', path: '/v1/user', summary: 'Show who the caller is', answer: userAnswer },
      async ({ caller }) => formatUser(cloud, caller.account),
    ),
    route(
      {
        method: 'put',
        path: '/v1/user',
        summary: "Change the caller's account_info, username or password",
        body: updateBody,
        answer: updateAnswer,
      },
      async ({ caller, body }) => {
        const user = userOf(caller)
        await updateUser(cloud, user, body)
        const updated = (await cloud.users.get(user.id)) ?? user
        return {
          ok: true,
          message: 'User updated',
          ...(await formatUser(cloud, { kind: 'user', ...updated })),
        }
      },
    ),
    route(
      {
        method: 'delete',
        path: '/v1/user',
        summary: 'Delete the caller, with its tokens, claim codes, OAuth clients and hold on devices',
        body: deletionBody,
        answer: okAnswer,
      },
      async ({ caller, body }) => {
        const user = userOf(caller)
        await confirmPassword(user, body.password)
        await deleteUser(cloud, user)
        return { ok: true }
      },
    ),
    route(
      {
        method: 'get',
        path: '/v1/user/identify',
        summary: 'Show the id and the e-mail address of the caller',
        answer: identityAnswer,
      },
      async ({ caller: { account } }) => ({ id: account.id, email: account.username }),
    ),
    ...mfaRoutes(cloud),
    ...mailRoutes(cloud),
  ]
}
