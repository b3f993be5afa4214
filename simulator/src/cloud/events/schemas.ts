import { DEFAULT_EVENT_TTL_SECONDS, DEVICE_LIMITS } from '@particle-setup/protocol/device'
import { z } from 'zod'
import { isEventData, isEventName, isSystemName } from './entity.ts'

/** Public unless the field says something; forms say it in words. */
const isPrivateField = z
  .union([z.boolean(), z.string(), z.number()])
  .nullish()
  .transform(
    value => value === true || value === 1 || (typeof value === 'string' && !/^(|0|false)$/.test(value)),
  )

export const publishBody = z.looseObject({
  name: z
    .string()
    .refine(isEventName, 'an event name is 1 to 64 printable ASCII characters without blanks')
    .refine(name => !isSystemName(name), 'names that begin with spark or particle/ belong to the system'),
  data: z
    .union([z.string(), z.number(), z.boolean()])
    .nullish()
    .transform(value => (value === undefined || value === null ? null : String(value)))
    .refine(value => isEventData(value ?? ''), `event data is at most ${DEVICE_LIMITS.eventDataBytes} bytes`),
  private: isPrivateField,
  ttl: z.coerce.number().int().min(0).max(0xffffff).default(DEFAULT_EVENT_TTL_SECONDS),
})
