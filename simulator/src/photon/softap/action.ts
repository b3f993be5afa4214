/**
 * What a command wants done with the connection that asked. The transports turn it into bytes; no
 * command touches a socket.
 */
export type Action = SettledAction | { readonly kind: 'later'; readonly action: Promise<Action> }

export type SettledAction =
  | Reply
  | { readonly kind: 'empty' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'close' }

export interface Reply {
  readonly kind: 'reply'
  /**
   * The JSON as the firmware writes it, piece by piece: over HTTP each piece is a chunk of its own.
   * One character is one byte.
   */
  readonly writes: readonly string[]
  /** Runs once the answer has left, or the client has gone. */
  readonly afterwards?: () => void
}

/** JSON text, in the pieces in which the firmware writes it. */
export function reply(writes: readonly string[], afterwards?: () => void): Reply {
  return afterwards === undefined ? { kind: 'reply', writes } : { kind: 'reply', writes, afterwards }
}

/** The command ran into an unusable body: TCP sends its two line feeds alone, HTTP 200 without a body. */
export const EMPTY: SettledAction = { kind: 'empty' }

/** Not a byte; the connection stays open. */
export const SILENCE: SettledAction = { kind: 'silence' }

/** Not a byte; the connection closes. */
export const CLOSE: SettledAction = { kind: 'close' }

/** The answer takes time. */
export function later(action: Promise<Action>): Action {
  return { kind: 'later', action }
}

export async function settle(action: Action): Promise<SettledAction> {
  let current = action
  while (current.kind === 'later') current = await current.action
  return current
}
