import { z } from 'zod'

export const okAnswer = z.object({ ok: z.boolean() })

/** A switch: booleans come as such from JSON, as words or digits from forms. */
export const switchField = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0', '']), z.literal([0, 1])])
  .transform(value => value === true || value === 1 || value === 'true' || value === '1')

/** ISO 8601 with milliseconds, in UTC. */
export const timestamp = z.string().meta({ format: 'date-time' })
