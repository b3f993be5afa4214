import { z } from 'zod'

/** The five envelopes in which Particle's cloud wraps an error, merged: a client may meet any of their keys. */
export const errorBodySchema = z.looseObject({
  ok: z.boolean().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
  info: z.string().optional(),
  errors: z.array(z.unknown()).optional(),
})

export type ErrorBody = z.infer<typeof errorBodySchema>

/** Error words that clients compare. */
export const CLOUD_ERRORS = {
  customerExists: 'customer_exists',
  invalidClient: 'invalid_client',
  invalidGrant: 'invalid_grant',
  invalidRequest: 'invalid_request',
  invalidScope: 'invalid_scope',
  invalidToken: 'invalid_token',
  permissionDenied: 'Permission Denied',
} as const

/** The one sentence a person should read of an error body, in the order in which Particle's CLI looks for it. */
export function errorText(body: ErrorBody): string | undefined {
  if (body.error_description) return body.error_description
  if (body.error) return body.info ? `${body.error}: ${body.info}` : body.error
  const first = body.errors?.[0]
  if (typeof first === 'string') return first
  if (Array.isArray(first)) return String(first[0])
  if (first && typeof first === 'object' && 'error' in first) return String(first.error)
  if (first && typeof first === 'object' && 'message' in first) return String(first.message)
  return body.info
}
