import { createPublicKey } from 'node:crypto'
import { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { ApiError, PermissionDeniedError } from '../http/errors.ts'
import { type Route, route } from '../http/route.ts'
import { provisioningBody } from './schemas.ts'

/** Puts a device's public key on record: `particle keys send`. */
export function provisioningRoutes(cloud: CloudContext): Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/v1/provisioning/:device',
        summary: "Put a device's public key on record",
        body: provisioningBody,
        // A JSON string, not an object, as recorded.
        answer: z.string(),
      },
      async ({ caller: { account }, params, body }) => {
        const id = (params['device'] ?? '').toLowerCase()
        if (!/^[0-9a-f]{24}$/.test(id)) throw new ApiError(400, 'A device id is 24 hex digits')
        const publicKey = derOf(body.publicKey)
        await cloud.devices.ensure(id)
        const device = await cloud.devices.get(id)
        if (device?.ownerId !== null && device?.ownerId !== account.id) throw new PermissionDeniedError()
        await cloud.devices.update(id, { publicKey })
        return 'Success!'
      },
    ),
  ]
}

/** SubjectPublicKeyInfo in base64, of a key in PEM. */
function derOf(pem: string): string {
  try {
    return createPublicKey(pem).export({ type: 'spki', format: 'der' }).toString('base64')
  } catch (cause) {
    throw new ApiError(400, 'Invalid publicKey: give it in PEM', { cause })
  }
}
