import { z } from 'zod'
import { deviceAnswer } from '../devices/schemas.ts'
import { pageQuery } from '../http/query.ts'

export const productAnswer = z.object({
  id: z.number(),
  platform_id: z.number(),
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  subscription_id: z.number().nullable(),
  mb_limit: z.number().nullable(),
  groups: z.array(z.string()),
  settings: z.object({
    location: z.object({ opt_in: z.boolean() }),
    known_application: z.object({ opt_in: z.boolean() }),
    quarantine: z.boolean(),
  }),
  user: z.string().nullable().meta({ description: 'The owner' }),
})

/** A device as its product's team sees it. */
export const productDeviceAnswer = deviceAnswer.extend({
  user_id: z.string().nullable().optional(),
  customer_id: z.string().optional(),
})

export const productDeviceQuery = pageQuery.extend({
  deviceId: z.string().optional().catch(undefined).meta({ description: 'Part of the id' }),
  deviceName: z.string().optional().catch(undefined).meta({ description: 'Part of the name' }),
  sortAttr: z
    .enum(['deviceId', 'firmwareVersion', 'lastConnection'])
    .optional()
    .catch(undefined)
    .meta({ description: 'Default: deviceId' }),
  sortDir: z.enum(['asc', 'desc']).optional().catch(undefined).meta({ description: 'Default: asc' }),
})

export type ProductDeviceQuery = z.output<typeof productDeviceQuery>

/** Ids to add; an upload holds them one a line. */
export const additionBody = z.looseObject({
  id: z.union([z.string(), z.array(z.string())]).optional(),
})

export const additionAnswer = z.object({
  updated: z.number(),
  nonmemberDeviceIds: z.array(z.string()),
  invalidDeviceIds: z.array(z.string()),
  updatedDeviceIds: z.array(z.string()),
})

export const productDevicesAnswer = z.object({
  devices: z.array(productDeviceAnswer),
  customers: z.array(z.object({ id: z.string(), username: z.string() })),
  meta: z.object({ total_pages: z.number() }),
})
