import type { z } from 'zod'
import type { Clock } from '../../world/clock.ts'
import { timestampOf } from '../http/timestamp.ts'
import type { clientsAnswer } from './client-schemas.ts'
import type { OAuthClient } from './clients.ts'
import type { AccessToken } from './entity.ts'
import type { currentToken, grantAnswer, listedToken } from './schemas.ts'

/** A fresh token as the token endpoint answers it. */
export function formatGrant(token: AccessToken, clock: Clock): z.input<typeof grantAnswer> {
  return {
    token_type: 'bearer',
    access_token: token.token,
    expires_in: token.expiresAtMs === null ? 0 : Math.ceil((token.expiresAtMs - clock.unixMs()) / 1000),
    ...(token.refreshToken !== null && { refresh_token: token.refreshToken }),
    ...(token.scope !== null && { scope: token.scope }),
  }
}

/** An item of `GET /v1/access_tokens`. */
export function formatListed(token: AccessToken): z.input<typeof listedToken> {
  return { token: token.token, expires_at: expiresAt(token), client: token.clientId }
}

/** `GET /v1/access_tokens/current`. Particle's reference names the client `client`, its client library `client_id`. */
export function formatCurrent(token: AccessToken): z.input<typeof currentToken> {
  return {
    expires_at: expiresAt(token),
    client: token.clientId,
    client_id: token.clientId,
    scopes: token.scope === null ? [] : [token.scope],
    orgs: [],
  }
}

/** A client, all but its secret. */
export function formatClient(
  client: Omit<OAuthClient, 'secret'>,
): z.input<typeof clientsAnswer>['clients'][number] {
  const { name, type, redirectUri, id, productId, scope } = client
  return {
    name,
    type,
    ...(redirectUri !== undefined && { redirect_uri: redirectUri }),
    id,
    ...(productId !== null && { product_id: productId }),
    ...(scope && { scope }),
  }
}

function expiresAt(token: AccessToken): string | null {
  return token.expiresAtMs === null ? null : timestampOf(token.expiresAtMs)
}
