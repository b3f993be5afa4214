import { z } from 'zod'
import { switchField } from '../http/schemas.ts'

const name = z.string().max(100).optional()

/** Fields that are not known are dropped. */
const accountInfo = z.object({
  first_name: name,
  last_name: name,
  company_name: name,
  business_account: switchField.optional(),
})

const username = z
  .string()
  .trim()
  .max(254)
  .regex(/^\S+@\S+$/, 'it is not an e-mail address')

const password = z.string().min(1).max(1_000)

export const creationBody = z.looseObject({ username, password, account_info: accountInfo.optional() })

export const updateBody = z.looseObject({
  account_info: accountInfo.optional(),
  username: username.optional().meta({ description: 'Together with `current_password`' }),
  password: password.optional().meta({ description: 'Together with `current_password`' }),
  current_password: z.string().optional(),
  invalidate_tokens: switchField
    .default(false)
    .meta({ description: 'Revoke all access tokens, this one as well' }),
})

export type UserUpdate = z.output<typeof updateBody>

export const deletionBody = z.looseObject({ password: z.string() })

export const resetBody = z.looseObject({ username: z.string().trim().max(254) })

export const verificationBody = z.looseObject({ token: z.string() })

export const enrolmentBody = z.looseObject({
  mfa_token: z.string(),
  otp: z.string().meta({ description: 'Six digits of the authenticator app' }),
  invalidate_tokens: switchField
    .default(false)
    .meta({ description: 'Revoke all access tokens, this one as well' }),
})

export const disablingBody = z.looseObject({ current_password: z.string() })

export const messageAnswer = z.object({ ok: z.boolean(), message: z.string() })

export const userAnswer = z.object({
  username: z.string(),
  subscription_ids: z.array(z.number()),
  account_info: z.object({
    first_name: z.string(),
    last_name: z.string(),
    company_name: z.string().optional(),
    business_account: z.boolean(),
  }),
  wifi_device_count: z.number(),
  cellular_device_count: z.number(),
  mfa: z.object({ enabled: z.boolean() }),
  tos: z.record(z.string(), z.unknown()),
  memberships: z.array(z.unknown()),
  scim_provisioned: z.boolean(),
  no_password: z.boolean(),
})

export const updateAnswer = messageAnswer.extend(userAnswer.shape)

export const identityAnswer = z.object({ id: z.string(), email: z.string() })

export const offerAnswer = z.object({
  mfa_token: z.string(),
  qr_url: z.string().meta({ description: 'What the QR code for an authenticator app says: otpauth://…' }),
  secret: z.string().meta({ description: 'The same, to type in: base32' }),
})

export const enrolmentAnswer = z.object({
  enrolled: z.boolean(),
  recovery_codes: z
    .array(z.string())
    .meta({ description: 'Each is good for one login without the authenticator app; never shown again' }),
})
