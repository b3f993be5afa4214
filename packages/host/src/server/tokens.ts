import { type TokenAnswer, tokenAnswerSchema } from '@particle-setup/protocol/cloud'
import { requestCloud } from '../cloud/request.ts'
import type { CallOptions } from '../deadline.ts'
import { addressOf, adminOf, clientCredentialsOf, normalizeEmail, type ServerConfig } from './config.ts'

/** Limit of one token request when the caller states none. */
const TOKEN_TIMEOUT_MS = 15_000

export interface CustomerArgument {
  /** Lower-cased on the way. */
  customerEmail: string
}

export interface ScopedToken {
  /** May do what one customer may do with its own devices; fit to be given to a client. */
  scopedToken: string
  /** `null`: never expires. */
  expiresInSeconds: number | null
}

export interface AdminToken {
  /** May manage the product: never give it to a client. */
  adminToken: string
  /** `null`: never expires. */
  expiresInSeconds: number | null
}

/**
 * Gets a token scoped to one customer (`POST /oauth/token`, `grant_type=client_credentials`,
 * `scope=customer=EMAIL`). Repeated on a passing failure: a token more does no harm.
 *
 * @throws CloudError `invalid-client`, `invalid-grant` for a customer that does not exist, and others.
 */
export async function requestScopedToken(
  config: ServerConfig,
  { customerEmail }: CustomerArgument,
  options: CallOptions,
): Promise<ScopedToken> {
  const answer = await requestCloud(
    addressOf(config),
    {
      method: 'POST',
      path: '/oauth/token',
      credentials: clientCredentialsOf(config),
      form: { grant_type: 'client_credentials', scope: `customer=${normalizeEmail(customerEmail)}` },
      answer: tokenAnswerSchema,
      repeatable: true,
      timeoutMs: TOKEN_TIMEOUT_MS,
    },
    options,
  )
  return { scopedToken: answer.access_token, expiresInSeconds: expiryOf(answer) }
}

/** The client id and secret that Particle documents for anybody's use. */
const PUBLIC_CLIENT = { username: 'particle', password: 'particle' } as const

/**
 * Gets an administrator's token by user name and password (`grant_type=password`). Never repeated by
 * itself: ten failures in a row lock the account for half an hour.
 */
export async function requestAdminToken(config: ServerConfig, options: CallOptions): Promise<AdminToken> {
  const admin = adminOf(config)
  const answer = await requestCloud(
    addressOf(config),
    {
      method: 'POST',
      path: '/oauth/token',
      credentials: PUBLIC_CLIENT,
      form: { grant_type: 'password', ...admin },
      secrets: [admin.password],
      answer: tokenAnswerSchema,
      repeatable: false,
      timeoutMs: TOKEN_TIMEOUT_MS,
    },
    options,
  )
  return { adminToken: answer.access_token, expiresInSeconds: expiryOf(answer) }
}

function expiryOf(answer: TokenAnswer): number | null {
  return answer.expires_in || null
}
