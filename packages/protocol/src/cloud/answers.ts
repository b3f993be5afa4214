/**
 * What Particle's cloud answers, as far as its clients read it. Objects are loose: the cloud adds keys.
 * Source: recorded traffic and Particle's API reference, docs.particle.io/reference/cloud-apis/api.
 */
import { z } from 'zod'

/** A 2xx of `POST /oauth/token`, and of creating a customer. */
export const tokenAnswerSchema = z.looseObject({
  token_type: z.string(),
  access_token: z.string().min(1),
  /** Seconds; 0 or null is never. */
  expires_in: z.number().nullish(),
  refresh_token: z.string().optional(),
  /** Echoed for scoped tokens only, such as `customer=a@b.c`. */
  scope: z.string().optional(),
})

/** Creating a customer may answer without a token. */
export const customerAnswerSchema = tokenAnswerSchema.partial()

export const claimCodeAnswerSchema = z.looseObject({
  /** 63 characters of the base64 alphabet. */
  claim_code: z.string().min(1),
  /** What the caller owns already. */
  device_ids: z.array(z.string()).default([]),
})

export const okAnswerSchema = z.looseObject({ ok: z.boolean() })

export const functionAnswerSchema = z.looseObject({
  id: z.string(),
  connected: z.boolean().optional(),
  return_value: z.number().int(),
})

export const variableAnswerSchema = z.looseObject({
  name: z.string(),
  result: z.unknown(),
})

export const deviceSchema = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  owner: z.string().nullish(),
  online: z.boolean().optional(),
  /** Older name of `online`; Particle's CLI still decides by it. */
  connected: z.boolean().optional(),
  platform_id: z.number().optional(),
  product_id: z.number().optional(),
  last_heard: z.string().nullish(),
  functions: z.array(z.string()).nullish(),
  variables: z.record(z.string(), z.string()).nullish(),
})

export const deviceListSchema = z.array(deviceSchema)

/** The JSON behind `data:` of an event stream. */
export const eventDataSchema = z.looseObject({
  data: z.string().nullable(),
  ttl: z.union([z.number(), z.string()]).optional(),
  /** ISO 8601 with milliseconds. */
  published_at: z.string(),
  /** The device's id, `api` or `particle-internal`. */
  coreid: z.string(),
})

export type TokenAnswer = z.infer<typeof tokenAnswerSchema>
export type ClaimCodeAnswer = z.infer<typeof claimCodeAnswerSchema>
export type FunctionAnswer = z.infer<typeof functionAnswerSchema>
export type DeviceAnswer = z.infer<typeof deviceSchema>
export type EventData = z.infer<typeof eventDataSchema>
