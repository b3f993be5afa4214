import { z } from 'zod'
import { switchField, timestamp } from '../../http/schemas.ts'
import { groupNames } from '../groups/schemas.ts'

/** What `PRODUCT_VERSION` can state; forms and parts of uploads send it in digits. 65535 is Device OS's "none". */
export const versionField = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^\d{1,5}$/, 'a version is a number')
      .transform(Number),
  ])
  .pipe(z.int().min(0).max(0xfffe))

const title = z.string().max(256)
const description = z.string().max(4096)

/** The fields of an upload; the firmware is its file, whatever the part is called. */
export const uploadBody = z.looseObject({
  version: versionField,
  title: title.default(''),
  description: description.default(''),
})

export const firmwareChange = z.looseObject({
  title: title.optional(),
  description: description.optional(),
})

export const releaseBody = z.looseObject({
  version: versionField,
  product_default: switchField
    .optional()
    .meta({ description: 'To all devices that no group has a firmware for; true unless groups are given' }),
  groups: groupNames.optional().meta({ description: 'All groups that are to have this version' }),
  'groups[]': groupNames.optional().meta({ description: 'The same, in a form' }),
  intelligent: switchField
    .optional()
    .meta({ description: 'Update devices that are online at once, instead of when they next connect' }),
})

export const firmwareAnswer = z.object({
  _id: z.string(),
  version: z.number(),
  title: z.string(),
  description: z.string(),
  name: z.string(),
  size: z.number().meta({ description: 'Bytes' }),
  product_default: z.boolean(),
  current: z.boolean().meta({ description: 'Older name of `product_default`' }),
  uploaded_on: timestamp,
  updated_at: timestamp,
  product_id: z.number(),
  uploaded_by: z.object({ username: z.string().nullable() }),
  groups: z.array(z.string()),
  device_count: z.number().meta({ description: "The product's devices that run it" }),
})

export const releaseAnswer = firmwareAnswer.extend({ intelligent: z.boolean() })
