import { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { ApiError } from '../http/errors.ts'
import { type Route, route } from '../http/route.ts'
import { okAnswer, timestamp } from '../http/schemas.ts'
import { timestampOf } from '../http/timestamp.ts'
import { diagnose, diagnosticsPayload, lastDiagnosis } from './diagnostics.ts'
import { deviceScope } from './scope.ts'

const lastAnswer = z.object({
  diagnostics: z.object({ deviceID: z.string(), updated_at: timestamp, payload: z.looseObject({}) }),
})

/** How devices are, as far as the cloud can tell; and the serial numbers of those that have one. */
export function diagnosticsRoutes(cloud: CloudContext): Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/v1/diagnostics/:device/update',
        summary: 'Find out how a device is; an event tells when that is known',
        status: 202,
        answer: okAnswer,
      },
      async ({ caller, params }) => {
        const device = await (await deviceScope(cloud, caller, params)).require()
        void diagnose(cloud, device).catch(cloud.onFailure)
        return { ok: true }
      },
    ),
    route(
      {
        method: 'get',
        path: '/v1/diagnostics/:device/last',
        summary: 'Show how a device was when that was last found out',
        answer: lastAnswer,
      },
      async ({ caller, params }) => {
        const device = await (await deviceScope(cloud, caller, params)).require()
        const last = await lastDiagnosis(cloud, device.id)
        if (last === undefined) throw new ApiError(404, 'No diagnostics yet: refresh them first')
        return {
          diagnostics: {
            deviceID: device.id,
            updated_at: timestampOf(last.unixMs),
            payload: diagnosticsPayload(last) as Record<string, unknown>,
          },
        }
      },
    ),
    route(
      {
        method: 'get',
        path: '/v1/serial_numbers/:serial',
        summary: 'Find a device by the serial number on its label; Photons have none',
        answer: z.object({ ok: z.boolean(), deviceID: z.string() }),
      },
      async ({ params }) => {
        throw new ApiError(404, `No device has the serial number ${params['serial']}`)
      },
    ),
  ]
}
