/**
 * How the cloud says no. Each class is one of the envelopes that Particle's clients have to read.
 */
export abstract class HttpError extends Error {
  abstract readonly code: string
  abstract readonly body: object
  readonly status: number
  readonly headers: Readonly<Record<string, string>> = {}

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.status = status
  }
}

const OAUTH_STATUS = {
  invalid_request: 400,
  invalid_client: 400,
  invalid_grant: 400,
  invalid_scope: 400,
  invalid_token: 401,
  mfa_required: 403,
  rate_limit_exceeded: 429,
} as const

export type OAuthErrorWord = keyof typeof OAUTH_STATUS

/** `{error, error_description}`, and `mfa_token` where one is asked for. Source: particle-iot/node-oauth2-server lib/error.js. */
export class OAuthError extends HttpError {
  readonly code: OAuthErrorWord
  readonly body: object
  override readonly headers: Readonly<Record<string, string>>

  constructor(
    word: OAuthErrorWord,
    description: string,
    { mfaToken, retryAfterSeconds }: { mfaToken?: string; retryAfterSeconds?: number } = {},
  ) {
    super(OAUTH_STATUS[word], description)
    this.code = word
    this.body = {
      error: word,
      error_description: description,
      ...(mfaToken !== undefined && { mfa_token: mfaToken }),
    }
    this.headers = {
      'Cache-Control': 'no-store',
      Pragma: 'no-cache',
      'X-Content-Type-Options': 'nosniff',
      ...(word === 'invalid_client' && { 'WWW-Authenticate': 'Basic realm="Service"' }),
      ...(retryAfterSeconds !== undefined && { 'Retry-After': String(retryAfterSeconds) }),
    }
  }
}

/** `{ok: false, error}` */
export class ApiError extends HttpError {
  readonly code = 'api-error'
  readonly body: object

  constructor(status: number, error: string, options?: ErrorOptions) {
    super(status, error, options)
    this.body = { ok: false, error }
  }
}

/** `{ok: false, code?, errors: […]}`, the oldest of the envelopes; its items come in three shapes. */
export class ErrorListError extends HttpError {
  readonly code = 'error-list'
  readonly body: object

  constructor(
    status: number,
    item: string | { error: string } | [message: string, code: number],
    { withCode = false } = {},
  ) {
    super(status, typeof item === 'string' ? item : Array.isArray(item) ? item[0] : item.error)
    this.body = { ok: false, ...(withCode && { code: status }), errors: [item] }
  }
}

/** A device that nobody knows or that is not the caller's: 403, the literal "undefined" included. */
export class PermissionDeniedError extends HttpError {
  readonly code = 'permission-denied'
  readonly body = {
    error: 'Permission Denied',
    info:
      "I didn't recognize that device name or ID, try opening " +
      'https://api.particle.io/v1/devices?access_token=undefined',
  }

  constructor() {
    super(403, 'Permission Denied')
  }
}

/** A device that did not answer in time: `{error: 'Timed out.'}`, with or without `ok`. */
export class TimedOutError extends HttpError {
  readonly code = 'timed-out'
  readonly body: object

  constructor(status: 400 | 408, { withOk }: { withOk: boolean }) {
    super(status, 'Timed out.')
    this.body = { ...(withOk && { ok: false }), error: 'Timed out.' }
  }
}
