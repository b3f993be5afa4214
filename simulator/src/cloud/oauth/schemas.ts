import { z } from 'zod'

const field = z.string().optional().catch(undefined)

/** The token endpoint's form. Its checks have an order and texts of their own, so nothing is refused here. */
export const tokenForm = z.looseObject({
  grant_type: field.meta({
    description:
      'password, client_credentials, refresh_token, urn:custom:mfa-otp or urn:custom:recovery-code',
  }),
  client_id: field,
  client_secret: field,
  username: field,
  password: field,
  refresh_token: field,
  mfa_token: field.meta({ description: 'From the `mfa_required` that answered the first step' }),
  otp: field.meta({ description: 'Six digits of the authenticator app' }),
  recovery_code: field.meta({ description: 'Instead of `otp`' }),
  scope: field.meta({
    description: '`customer=EMAIL` with client_credentials, `*:*`, or `customers:create`',
  }),
  expires_in: field.meta({ description: 'Seconds; 0 is never' }),
  expires_at: field.meta({ description: 'ISO 8601' }),
})

/** A fresh token, keys in their recorded order. */
export const grantAnswer = z.object({
  token_type: z.literal('bearer'),
  access_token: z.string(),
  expires_in: z.number().meta({ description: 'Seconds; 0 is never' }),
  refresh_token: z.string().optional(),
  scope: z.string().optional(),
})

export const otpQuery = z.object({
  otp: field.meta({ description: 'Of users with multi-factor authentication' }),
})

export const listedToken = z.object({
  token: z.string(),
  expires_at: z.string().nullable(),
  client: z.string(),
})

export const currentToken = z.object({
  expires_at: z.string().nullable(),
  client: z.string(),
  client_id: z.string(),
  scopes: z.array(z.string()),
  orgs: z.array(z.unknown()),
})
