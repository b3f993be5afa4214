import { createPublicKey } from 'node:crypto'
import { Router } from 'express'
import { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { readBody } from '../http/body.ts'
import { ApiError, PermissionDeniedError } from '../http/errors.ts'
import { pathText } from '../http/query.ts'

const keySchema = z.looseObject({ publicKey: z.string().min(1) })

/** Puts a device's public key on record: `particle keys send`. */
export function provisioningRoutes(cloud: CloudContext): Router {
  const router = Router()

  router.post('/v1/provisioning/:device', async (req, res) => {
    const { account } = await cloud.authenticate(req)
    const id = pathText(req, 'device').toLowerCase()
    if (!/^[0-9a-f]{24}$/.test(id)) throw new ApiError(400, 'A device id is 24 hex digits')
    const publicKey = derOf(readBody(req, keySchema).publicKey)
    await cloud.devices.ensure(id)
    const device = await cloud.devices.get(id)
    if (device?.ownerId !== null && device?.ownerId !== account.id) throw new PermissionDeniedError()
    await cloud.devices.update(id, { publicKey })
    // A JSON string, not an object, as recorded.
    res.json('Success!')
  })

  return router
}

/** SubjectPublicKeyInfo in base64, of a key in PEM. */
function derOf(pem: string): string {
  try {
    return createPublicKey(pem).export({ type: 'spki', format: 'der' }).toString('base64')
  } catch (cause) {
    throw new ApiError(400, 'Invalid publicKey: give it in PEM', { cause })
  }
}
