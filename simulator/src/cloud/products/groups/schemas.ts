import { z } from 'zod'

/** Of what Particle lets a name have. Source: docs.particle.io, "Create device group". */
export const groupName = z
  .string()
  .max(64)
  .regex(/^[a-z0-9_-]+$/, 'use lower-case letters, digits, dashes and underscores')

const color = z.string().regex(/^#[0-9a-f]{6}$/i, 'give it as #rrggbb')
const description = z.string().max(4096)

/** Group names: a list, or one alone as a form sends it. */
export const groupNames = z
  .union([z.array(groupName).max(100), groupName])
  .transform(names => [...new Set([names].flat())])

export const groupBody = z.looseObject({
  name: groupName,
  description: description.optional(),
  color: color.optional(),
})

export const groupChange = z
  .looseObject({
    name: groupName.optional(),
    description: description.optional(),
    color: color.optional(),
  })
  .refine(
    change => change.name !== undefined || change.description !== undefined || change.color !== undefined,
    { message: 'give name, description or color' },
  )

export const groupAnswer = z.object({
  group: z.object({
    name: z.string(),
    description: z.string(),
    color: z.string(),
    fw_version: z.number().optional().meta({ description: 'The firmware that is released to it' }),
    device_count: z.number(),
  }),
})

export const groupsAnswer = z.object({ groups: z.array(groupAnswer.shape.group) })

export const groupsQuery = z.looseObject({
  name: z.string().optional().catch(undefined).meta({ description: 'Part of the name' }),
})
