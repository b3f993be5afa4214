import { CLOUD_ERRORS, type ErrorBody, errorBodySchema, errorText } from '@particle-setup/protocol/cloud'
import { CloudError, type CloudErrorCode, type CloudErrorFacts } from '../errors/cloud.ts'
import type { Redact } from '../errors/redact.ts'

/** A request as errors speak of it. */
export interface RequestLine {
  method: string
  path: string
}

/** The parts of an HTTP answer that decide what it means. */
export interface RawAnswer {
  status: number
  headers: { get(name: string): string | null }
  text: string
}

/** Turns an answer other than 2xx into its typed error. */
export function cloudErrorOf(request: RequestLine, answer: RawAnswer, redact: Redact): CloudError {
  const body = parseErrorBody(answer.text)
  const text = body && errorText(body)
  const facts: CloudErrorFacts = {
    code: classify(answer.status, body, text ?? ''),
    status: answer.status,
    ...request,
  }
  const location = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null
  const sentence = location ? `moved to ${location}` : text
  if (sentence) facts.text = redact(sentence)
  const retryAfterMs = parseRetryAfter(answer.headers.get('retry-after'))
  if (retryAfterMs !== undefined) facts.retryAfterMs = retryAfterMs
  return new CloudError(facts)
}

const BY_WORD: Record<string, CloudErrorCode> = {
  [CLOUD_ERRORS.customerExists]: 'customer-exists',
  [CLOUD_ERRORS.invalidClient]: 'invalid-client',
  [CLOUD_ERRORS.invalidGrant]: 'invalid-grant',
  [CLOUD_ERRORS.invalidScope]: 'invalid-scope',
  [CLOUD_ERRORS.invalidToken]: 'invalid-token',
}

function classify(status: number, body: ErrorBody | undefined, text: string): CloudErrorCode {
  if (status >= 300 && status < 400) return 'redirected'
  if (status === 429) return 'rate-limited'
  if (status === 401 && /expired/i.test(text)) return 'token-expired'
  const byWord = BY_WORD[body?.error ?? '']
  if (byWord) return byWord
  if (/access token was not found/i.test(text)) return 'invalid-token'
  if (body?.error === CLOUD_ERRORS.invalidRequest) return 'invalid-request'
  if (status === 401) return 'invalid-token'
  if (status === 403 || /permission denied/i.test(text)) return 'permission-denied'
  if (/product not found/i.test(text)) return 'product-not-found'
  if (/function .* not found/i.test(text)) return 'function-not-found'
  if (/unknown variable|variable not found/i.test(text)) return 'variable-not-found'
  if (status === 408 || /timed out/i.test(text)) return 'device-offline'
  if (status === 404) return 'not-found'
  if (status >= 500) return 'server-error'
  return 'refused'
}

function parseErrorBody(text: string): ErrorBody | undefined {
  try {
    return errorBodySchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Seconds or a date (RFC 9110 §10.2.3), as milliseconds from now. */
function parseRetryAfter(value: string | null): number | undefined {
  if (value === null) return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now())
}
