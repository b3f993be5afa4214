import { CLOUD_LIMITS } from '@particle-setup/protocol/cloud'
import type { Clock } from '../../world/clock.ts'
import type { Backplane, Bucket } from '../backplane/index.ts'
import { secrets } from '../secrets.ts'
import type { AccountRef } from '../users/accounts.ts'

/** How long after its time a token is still told apart from one that never was. */
const EXPIRED_TOKEN_KEPT_MS = 14 * 86_400_000

/** Expired tokens are looked for no more often. */
const SWEEP_EVERY_MS = 3_600_000

export interface AccessToken {
  /** 40 lower-case hex digits. */
  readonly token: string
  readonly clientId: string
  readonly account: AccountRef
  /** As it was asked for, such as `customer=a@b.c`. */
  readonly scope: string | null
  /** Unix milliseconds; `null` is never. */
  readonly expiresAtMs: number | null
  readonly refreshToken: string | null
}

export interface RefreshToken {
  readonly refreshToken: string
  /** The access token it came with. */
  readonly token: string
  readonly clientId: string
  readonly account: AccountRef
  readonly scope: string | null
  readonly expiresAtMs: number
}

export interface TokenRequest {
  clientId: string
  account: AccountRef
  scope?: string | null
  /** Default: 90 days. 0 is never. */
  lifetimeSeconds?: number | undefined
}

export class Tokens {
  private readonly access: Bucket<AccessToken>
  private readonly refresh: Bucket<RefreshToken>
  private readonly clock: Clock
  private sweptMs = Number.NEGATIVE_INFINITY

  constructor(backplane: Backplane, clock: Clock) {
    this.access = backplane.bucket('access-tokens')
    this.refresh = backplane.bucket('refresh-tokens')
    this.clock = clock
  }

  /** Also those that have expired, for a while. */
  get(token: string): Promise<AccessToken | undefined> {
    return this.access.get(token)
  }

  getRefresh(refreshToken: string): Promise<RefreshToken | undefined> {
    return this.refresh.get(refreshToken)
  }

  hasExpired(token: { expiresAtMs: number | null }): boolean {
    return token.expiresAtMs !== null && token.expiresAtMs <= this.clock.unixMs()
  }

  /** A token that never expires has no refresh token. */
  async issue(request: TokenRequest): Promise<AccessToken> {
    const lifetimeSeconds = request.lifetimeSeconds ?? CLOUD_LIMITS.accessTokenSeconds
    const expiresAtMs = lifetimeSeconds === 0 ? null : this.clock.unixMs() + lifetimeSeconds * 1000
    await this.sweep()
    const token: AccessToken = {
      token: secrets.hex(40),
      clientId: request.clientId,
      account: request.account,
      scope: request.scope ?? null,
      expiresAtMs,
      refreshToken: expiresAtMs === null ? null : secrets.hex(40),
    }
    await this.access.put(token.token, token)
    if (token.refreshToken !== null && expiresAtMs !== null) {
      const { token: own, clientId, account, scope, refreshToken } = token
      const refreshExpiresAtMs = expiresAtMs + CLOUD_LIMITS.refreshTokenExtraSeconds * 1000
      await this.refresh.put(refreshToken, {
        refreshToken,
        token: own,
        clientId,
        account,
        scope,
        expiresAtMs: refreshExpiresAtMs,
      })
    }
    return token
  }

  /** Takes a refresh token out of use. @returns `undefined` when somebody else did so first. */
  useRefresh(refreshToken: string): Promise<RefreshToken | undefined> {
    return this.refresh.delete(refreshToken)
  }

  /** @returns false when there is no such token. */
  async revoke(token: string): Promise<boolean> {
    const revoked = await this.access.delete(token)
    if (revoked?.refreshToken) await this.refresh.delete(revoked.refreshToken)
    return revoked !== undefined
  }

  /** Revokes every token of the account, refresh tokens whose access token is gone included. */
  revokeAll(accountId: string): Promise<void> {
    return this.deleteWhere(each => each.account.id === accountId)
  }

  /** Revokes every token that the client was given. */
  revokeClient(clientId: string): Promise<void> {
    return this.deleteWhere(each => each.clientId === clientId)
  }

  /** The account's tokens that have not expired, oldest first. */
  of(accountId: string): Promise<AccessToken[]> {
    return this.access.find(each => each.account.id === accountId && !this.hasExpired(each))
  }

  /** Forgets what expired long ago, so that a cloud that goes on for years does not grow. */
  private async sweep(): Promise<void> {
    const nowMs = this.clock.unixMs()
    if (nowMs < this.sweptMs + SWEEP_EVERY_MS) return
    this.sweptMs = nowMs
    await this.deleteWhere(
      ({ expiresAtMs }) => expiresAtMs !== null && expiresAtMs + EXPIRED_TOKEN_KEPT_MS <= nowMs,
    )
  }

  private async deleteWhere(test: (token: AccessToken | RefreshToken) => boolean): Promise<void> {
    for (const { token } of await this.access.find(test)) await this.access.delete(token)
    for (const { refreshToken } of await this.refresh.find(test)) await this.refresh.delete(refreshToken)
  }
}
