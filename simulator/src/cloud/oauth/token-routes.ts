import { Router } from 'express'
import type { CloudContext } from '../context.ts'
import { basicCredentials } from '../http/basic.ts'
import { ErrorListError } from '../http/errors.ts'
import { pathText } from '../http/query.ts'
import { formatCurrent, formatListed } from './format.ts'

/** Looking at tokens and revoking them. */
export function tokenRoutes(cloud: CloudContext): Router {
  const router = Router()

  router.get('/v1/access_tokens', async (req, res) => {
    const basic = basicCredentials(req.get('Authorization'))
    const user = basic && (await cloud.users.find(basic.name))
    if (basic === undefined || user === undefined) throw new ErrorListError(400, 'Unknown user')
    if ((await cloud.users.authenticate(basic.name, basic.password)) === undefined) {
      throw new ErrorListError(401, 'Bad password')
    }
    res.json((await cloud.tokens.of(user.id)).map(formatListed))
  })

  router.delete('/v1/access_tokens', async (req, res) => {
    const { account } = await cloud.authenticate(req)
    await cloud.tokens.revokeAll(account.id)
    res.json({ ok: true })
  })

  router.get('/v1/access_tokens/current', async (req, res) => {
    const { token } = await cloud.authenticate(req)
    res.json(formatCurrent(token))
  })

  router.delete('/v1/access_tokens/current', async (req, res) => {
    const { token } = await cloud.authenticate(req)
    await cloud.tokens.revoke(token.token)
    res.json({ ok: true })
  })

  // Particle's clients send no Authorization here: the token in the path is the credential.
  router.delete('/v1/access_tokens/:token', async (req, res) => {
    if (!(await cloud.tokens.revoke(pathText(req, 'token')))) {
      throw new ErrorListError(404, 'Unknown token')
    }
    res.json({ ok: true })
  })

  return router
}
