const MARK = '[redacted]'

/** Shorter texts are left alone: they turn up by chance in any sentence. */
const SHORTEST_SECRET = 4

/** Takes secrets out of a text. */
export type Redact = (text: string) => string

/**
 * The one place where secrets are taken out of what others wrote: a cloud may echo a token in its error
 * body, and fetch quotes a header it dislikes.
 *
 * @param secrets passwords, tokens, claim codes; also found in their URL, Base64 and JSON spellings.
 */
export function createRedact(secrets: Iterable<string | undefined>): Redact {
  const spellings = new Set<string>()
  for (const secret of secrets) {
    if (secret === undefined || secret.length < SHORTEST_SECRET) continue
    for (const spelling of spellingsOf(secret)) spellings.add(spelling)
  }
  const longestFirst = [...spellings].sort((a, b) => b.length - a.length)
  return text => longestFirst.reduce((rest, spelling) => rest.replaceAll(spelling, MARK), text)
}

/**
 * A cause that is safe to keep: itself when it holds no secret, else a copy of its name, code and cleaned
 * message.
 */
export function redactCause(cause: unknown, redact: Redact): unknown {
  if (typeof cause === 'string') return redact(cause)
  if (!(cause instanceof Error)) return undefined
  const inner = cause.cause === undefined ? undefined : redactCause(cause.cause, redact)
  const seen = `${cause.message}\n${cause.stack ?? ''}`
  if (redact(seen) === seen && inner === cause.cause) return cause
  const copy = new Error(redact(cause.message), inner === undefined ? undefined : { cause: inner })
  copy.name = cause.name
  copy.stack = redact(cause.stack ?? '')
  const code = 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? Object.assign(copy, { code }) : copy
}

function spellingsOf(secret: string): string[] {
  const wellFormed = secret.toWellFormed()
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(wellFormed),
    new URLSearchParams([['', wellFormed]]).toString().slice(1),
    base64(wellFormed),
  ]
}

function base64(text: string): string {
  let binary = ''
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte)
  return btoa(binary)
}
