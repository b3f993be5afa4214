import { PHOTON_PLATFORM_ID } from '@particle-setup/protocol/device'
import { z } from 'zod'
import { switchField } from '../http/schemas.ts'

const optIn = z.looseObject({ opt_in: switchField.optional() })

/** As particle-cli sends it: JSON. */
export const productBody = z.looseObject({
  product: z.looseObject({
    name: z.string().trim().min(1).max(128),
    description: z.string().max(4096).default(''),
    platform_id: z.coerce.number().int().min(0).max(0xffff).default(PHOTON_PLATFORM_ID),
    settings: z
      .looseObject({
        location: optIn.optional(),
        known_application: optIn.optional(),
        quarantine: switchField.optional(),
      })
      .optional(),
  }),
})

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
  user: z.string().nullable().optional().meta({ description: 'The owner' }),
  org: z.string().optional().meta({ description: 'The organization, instead of `user`' }),
})
