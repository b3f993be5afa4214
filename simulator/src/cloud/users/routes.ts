import type { CloudContext } from '../context.ts'
import { type Route, route } from '../http/route.ts'
import { formatUser } from './format.ts'
import { identityAnswer, userAnswer } from './schemas.ts'

export function userRoutes(cloud: CloudContext): Route[] {
  return [
    route(
      { method: 'get', path: '/v1/user', summary: 'Show who the caller is', answer: userAnswer },
      async ({ caller: { account } }) => {
        const devices = await cloud.devices.ownedBy(account.id)
        return formatUser(account, devices.length)
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
  ]
}
