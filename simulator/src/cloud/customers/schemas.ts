import { z } from 'zod'

const flag = z.union([z.boolean(), z.string()]).transform(value => value === true || value === 'true')

export const creationBody = z
  .looseObject({
    email: z.string().trim().min(1).max(254).meta({ description: 'Unique in the product, in any case' }),
    password: z.string().min(1).optional(),
    no_password: flag.default(false),
    client_id: z.string().optional().meta({ description: 'Instead of Basic' }),
    client_secret: z.string().optional(),
    response_type: z
      .string()
      .optional()
      .meta({ description: '`token`, without a secret: answered by a redirect to the client’s page' }),
  })
  .refine(({ password, no_password }) => password !== undefined || no_password, {
    path: ['password'],
    message: 'give a password, or no_password=true',
  })

export const passwordBody = z.looseObject({ password: z.string().min(1) })

export const customersAnswer = z.object({
  customers: z.array(
    z.object({
      id: z.string(),
      username: z.string(),
      full_name: z.string(),
      devices: z.array(z.string()),
    }),
  ),
  devices: z.array(
    z.object({
      id: z.string(),
      product_id: z.number(),
      last_ip_address: z.string().nullable(),
      firmware_version: z.number().nullable(),
      online: z.boolean(),
    }),
  ),
  meta: z.object({ total_pages: z.number() }),
})
