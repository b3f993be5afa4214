import { z } from 'zod'
import { deviceAnswer } from '../../devices/schemas.ts'
import { pageQuery } from '../../http/query.ts'
import { switchField } from '../../http/schemas.ts'
import { groupNames } from '../groups/schemas.ts'

/** Most ids that one request may add. Source: docs.particle.io, "Import devices". */
export const MAX_IMPORTED_IDS = 10_000

const part = (of: string) =>
  z
    .string()
    .optional()
    .catch(undefined)
    .meta({ description: `Part of the ${of}` })

/** A device as its product's team sees it. */
export const productDeviceAnswer = deviceAnswer.extend({
  user_id: z.string().nullable().optional(),
  customer_id: z.string().optional(),
})

export const productDeviceQuery = pageQuery.extend({
  deviceId: part('id'),
  deviceName: part('name'),
  serialNumber: part('serial number'),
  groups: z
    .string()
    .optional()
    .catch(undefined)
    .meta({ description: 'Names of groups, with commas: devices of any of them' }),
  quarantined: switchField
    .optional()
    .catch(undefined)
    .meta({ description: 'Those that wait to be let in, instead of those that are in' }),
  sortAttr: z
    .enum(['deviceId', 'firmwareVersion', 'lastConnection'])
    .optional()
    .catch(undefined)
    .meta({ description: 'Default: deviceId' }),
  sortDir: z.enum(['asc', 'desc']).optional().catch(undefined).meta({ description: 'Default: asc' }),
})

export type ProductDeviceQuery = z.output<typeof productDeviceQuery>

export const productDevicesAnswer = z.object({
  devices: z.array(productDeviceAnswer),
  customers: z.array(z.object({ id: z.string(), username: z.string() })),
  meta: z.object({ total_pages: z.number() }),
})

/** Ids to add; an upload holds them one a line. */
export const additionBody = z.looseObject({
  id: z.union([z.string(), z.array(z.string()).max(MAX_IMPORTED_IDS)]).optional(),
})

export const additionAnswer = z.object({
  updated: z.number(),
  nonmemberDeviceIds: z.array(z.string()).meta({ description: 'In other products' }),
  invalidDeviceIds: z.array(z.string()),
  updatedDeviceIds: z.array(z.string()),
  protectedDeviceIds: z.array(z.string()),
})

export const removalBody = z.looseObject({
  deny: switchField.optional().meta({ description: 'Keep it out for good, not only take it out' }),
})

/** As particle-cli and the console send it: JSON. */
export const batchBody = z.looseObject({
  action: z.literal('groups'),
  devices: z.array(z.string()).min(1).max(MAX_IMPORTED_IDS),
  metadata: z.looseObject({ add: groupNames.optional(), remove: groupNames.optional() }),
})
