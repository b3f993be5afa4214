import { z } from 'zod'
import { CREATE_CUSTOMERS, FULL_SCOPE } from './scope.ts'

/** Says that there is to be no scope. */
const NO_SCOPE = 'none'

/** As text, or as the object that particle-api-js types it as: `{customers: 'create'}`. `null` is none. */
const scope = z
  .union([z.string(), z.record(z.string(), z.string())])
  .nullish()
  .transform((given, context) => {
    if (given === undefined) return undefined
    const text =
      typeof given === 'object' && given !== null
        ? Object.entries(given)
            .map(([resource, action]) => `${resource}:${action}`)
            .join(' ')
        : given
    if (text === null || text === '' || text === NO_SCOPE) return null
    if (text === CREATE_CUSTOMERS || text === FULL_SCOPE) return text
    context.addIssue({
      code: 'custom',
      message: `expected ${CREATE_CUSTOMERS}, ${FULL_SCOPE} or ${NO_SCOPE}`,
    })
    return z.NEVER
  })

const name = z.string().trim().min(1).max(100)

export const clientCreationBody = z
  .looseObject({
    name,
    type: z.enum(['installed', 'web']),
    redirect_uri: z.url().max(2_000).optional().meta({ description: 'Of web clients, and only of them' }),
    scope: scope.meta({ description: `${CREATE_CUSTOMERS}, ${FULL_SCOPE} or ${NO_SCOPE}` }),
  })
  .refine(({ type, redirect_uri }) => type !== 'web' || redirect_uri !== undefined, {
    path: ['redirect_uri'],
    message: 'a web client needs one',
  })
  .transform(({ redirect_uri, ...body }) => ({
    ...body,
    redirect_uri: body.type === 'web' ? redirect_uri : undefined,
  }))

export type ClientCreation = z.output<typeof clientCreationBody>

export const clientUpdateBody = z.looseObject({
  name: name.optional(),
  scope: scope.meta({ description: `${CREATE_CUSTOMERS}, ${FULL_SCOPE} or ${NO_SCOPE}` }),
})

const client = z.object({
  name: z.string(),
  type: z.enum(['installed', 'web']),
  secret: z.string().optional().meta({ description: 'Only in the answer to its creation' }),
  redirect_uri: z.string().optional(),
  id: z.string(),
  product_id: z.number().optional(),
  scope: z.string().optional(),
})

export const clientAnswer = z.object({ ok: z.boolean(), client })

export const clientsAnswer = z.object({ ok: z.boolean(), clients: z.array(client.omit({ secret: true })) })
