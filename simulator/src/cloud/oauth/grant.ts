import type { CloudContext } from '../context.ts'
import type { AccountRef } from '../users/accounts.ts'
import type { AuthenticatedClient } from './clients.ts'

/** What a client asks the token endpoint for. */
export interface TokenAsk {
  readonly client: AuthenticatedClient
  readonly form: Readonly<Record<string, unknown>>
  /** `undefined` is the cloud's own. */
  readonly lifetimeSeconds: number | undefined
}

/** The token that a grant has led to. */
export interface Granted {
  readonly clientId: string
  readonly account: AccountRef
  readonly scope: string | null
  readonly lifetimeSeconds: number | undefined
}

export type Grant = (cloud: CloudContext, ask: TokenAsk) => Promise<Granted>

/** A form field that is there and not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
