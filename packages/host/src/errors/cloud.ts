import { ParticleSetupError } from './base.ts'

/** Why the cloud said no, in one word. */
export type CloudErrorCode =
  | 'customer-exists'
  | 'invalid-client'
  | 'invalid-grant'
  | 'invalid-scope'
  | 'invalid-request'
  | 'invalid-token'
  | 'token-expired'
  | 'permission-denied'
  | 'product-not-found'
  | 'function-not-found'
  | 'variable-not-found'
  | 'device-offline'
  | 'not-found'
  | 'rate-limited'
  | 'redirected'
  | 'server-error'
  | 'unreadable-answer'
  | 'refused'

export interface CloudErrorFacts {
  code: CloudErrorCode
  /** HTTP status. */
  status: number
  method: string
  /** Path of the request, without query. */
  path: string
  /** What the cloud's error body says to a person. */
  text?: string
  /** How long the cloud asks to wait, in milliseconds. */
  retryAfterMs?: number
}

const ADVICE: Partial<Record<CloudErrorCode, string>> = {
  'invalid-client': 'Check PARTICLE_OAUTH_CLIENT and PARTICLE_OAUTH_SECRET, or the configuration passed',
  'invalid-grant':
    'This cloud knows no such customer or user: check name and password, or provision the customer again',
  'invalid-token': 'Get a new token',
  'token-expired': 'Get a new token',
  'permission-denied': 'Check the device id, and that the token belongs to its owner',
  'product-not-found': 'Check PARTICLE_PRODUCT: the slug or number of a product of yours',
  'function-not-found': 'Check the name, and that the device is online and belongs to whose token this is',
  'device-offline': 'Check that the device is powered and breathing cyan',
  'rate-limited': 'Wait before trying again',
  redirected: 'Set PARTICLE_API_URL to the address it redirects to',
  'unreadable-answer': 'Check that PARTICLE_API_URL points at a Particle cloud',
}

/** The cloud answered, and not with what was asked for. */
export class CloudError extends ParticleSetupError {
  readonly code: CloudErrorCode
  readonly status: number
  readonly method: string
  readonly path: string
  readonly text?: string
  readonly retryAfterMs?: number

  constructor(facts: CloudErrorFacts, options?: { cause?: unknown }) {
    const advice = ADVICE[facts.code]
    const text = facts.text ? `: ${facts.text.replace(/[.\s]+$/, '')}` : ''
    super(
      `${facts.method} ${facts.path} answered ${facts.status} (${facts.code})${text}${advice ? `. ${advice}` : ''}`,
      options,
    )
    this.code = facts.code
    this.status = facts.status
    this.method = facts.method
    this.path = facts.path
    if (facts.text !== undefined) this.text = facts.text
    if (facts.retryAfterMs !== undefined) this.retryAfterMs = facts.retryAfterMs
  }
}

/** No connection to the cloud, or one that broke before the answer was whole. */
export class CloudUnreachable extends ParticleSetupError {
  readonly code = 'cloud-unreachable'
  readonly apiUrl: string

  constructor(apiUrl: string, reason: string, options?: { cause?: unknown }) {
    super(`Cannot reach the cloud at ${apiUrl}: ${reason}. Check the network and PARTICLE_API_URL`, options)
    this.apiUrl = apiUrl
  }
}
