import { Router } from 'express'
import type { CloudContext } from '../context.ts'
import { formatUser } from './format.ts'

export function userRoutes(cloud: CloudContext): Router {
  const router = Router()

  router.get('/v1/user', async (req, res) => {
    const { account } = await cloud.authenticate(req)
    const devices = await cloud.devices.ownedBy(account.id)
    res.json(formatUser(account, devices.length))
  })

  router.get('/v1/user/identify', async (req, res) => {
    const { account } = await cloud.authenticate(req)
    res.json({ id: account.id, email: account.username })
  })

  return router
}
