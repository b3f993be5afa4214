import { z } from 'zod'

export const userAnswer = z.object({
  username: z.string(),
  subscription_ids: z.array(z.number()),
  account_info: z.object({
    first_name: z.string(),
    last_name: z.string(),
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

export const identityAnswer = z.object({ id: z.string(), email: z.string() })
