import { type CallOptions, withDeadline } from '../deadline.ts'
import { CloudError, CloudUnreachable } from '../errors/cloud.ts'
import { InvalidInput } from '../errors/general.ts'
import { createRedact, type Redact, redactCause } from '../errors/redact.ts'
import { cloudErrorOf, type RawAnswer } from './classify.ts'
import { withRetries } from './retry.ts'

/** As much of the global `fetch` as this package uses. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchAnswer>

export interface FetchInit {
  method: string
  headers: Record<string, string>
  redirect: 'manual'
  signal: AbortSignal
  body?: string
}

export interface FetchAnswer {
  status: number
  headers: { get(name: string): string | null }
  text(): Promise<string>
}

/** Where requests go and what carries them. */
export interface CloudAddress {
  apiUrl: string
  fetch: Fetch
}

/** The part of a zod schema that is needed here. */
interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: unknown }
}

export type Credentials = { bearer: string } | { username: string; password: string } | undefined

export interface CloudRequest<T> {
  method: 'GET' | 'POST' | 'DELETE'
  /** Already encoded, with a leading slash. */
  path: string
  credentials?: Credentials
  form?: Record<string, string>
  json?: unknown
  answer: Schema<T>
  /** Repeating it does no harm; see `withRetries`. */
  repeatable: boolean
  /** Default limit in milliseconds. */
  timeoutMs: number
  /** Secrets of the form, for redaction; those of the credentials are known. */
  secrets?: readonly string[]
}

/**
 * Sends one request to the cloud and reads its answer through a schema.
 *
 * @throws CloudError, CloudUnreachable, TimedOut, InvalidInput; the signal's reason.
 */
export async function requestCloud<T>(
  { apiUrl, fetch }: CloudAddress,
  request: CloudRequest<T>,
  options: CallOptions,
): Promise<T> {
  const redact = createRedact([...secretsOf(request.credentials), ...(request.secrets ?? [])])
  const init = initOf(request)
  const timeoutMs = options.timeoutMs ?? request.timeoutMs
  return withDeadline(`${request.method} ${request.path}`, { signal: options.signal, timeoutMs }, signal => {
    const attempt = async () => {
      const answer = await send(fetch, apiUrl, request.path, { ...init, signal }, redact)
      return read(request, answer, redact)
    }
    return request.repeatable ? withRetries(signal, attempt) : attempt()
  })
}

async function send(
  fetch: Fetch,
  apiUrl: string,
  path: string,
  init: FetchInit,
  redact: Redact,
): Promise<RawAnswer> {
  try {
    const response = await fetch(apiUrl + path, init)
    return { status: response.status, headers: response.headers, text: await response.text() }
  } catch (error) {
    if (init.signal.aborted) throw error
    throw new CloudUnreachable(apiUrl, redact(reasonOf(error)), { cause: redactCause(error, redact) })
  }
}

function read<T>(request: CloudRequest<T>, answer: RawAnswer, redact: Redact): T {
  const line = { method: request.method, path: request.path }
  if (answer.status < 200 || answer.status > 299) throw cloudErrorOf(line, answer, redact)
  const unreadable = (text: string, cause?: unknown) =>
    new CloudError({ code: 'unreadable-answer', status: answer.status, ...line, text }, { cause })
  let value: unknown
  try {
    value = answer.status === 204 ? { ok: true } : JSON.parse(answer.text)
  } catch (error) {
    throw unreadable(
      answer.text === '' ? 'an empty body' : `not JSON: ${excerptOf(redact(answer.text))}`,
      redactCause(error, redact),
    )
  }
  const parsed = request.answer.safeParse(value)
  if (!parsed.success) throw unreadable('JSON without the expected fields', redactCause(parsed.error, redact))
  return parsed.data
}

function initOf(request: CloudRequest<unknown>): Omit<FetchInit, 'signal'> {
  const headers: Record<string, string> = { accept: 'application/json' }
  const authorization = authorizationOf(request.credentials)
  if (authorization) headers['authorization'] = authorization
  const init = { method: request.method, headers, redirect: 'manual' } as const
  if (request.form) {
    headers['content-type'] = 'application/x-www-form-urlencoded'
    return { ...init, body: new URLSearchParams(request.form).toString() }
  }
  if (request.json !== undefined) {
    headers['content-type'] = 'application/json'
    return { ...init, body: JSON.stringify(request.json) }
  }
  return init
}

/** The value of an `Authorization` header. Basic credentials go as UTF-8 (RFC 7617 §2.1). */
export function authorizationOf(credentials: Credentials): string | undefined {
  if (!credentials) return undefined
  if ('bearer' in credentials) {
    if (!/^[\x21-\x7e]+$/.test(credentials.bearer)) {
      throw new InvalidInput('token', 'the access token is empty or holds characters that no token has')
    }
    return `Bearer ${credentials.bearer}`
  }
  const bytes = new TextEncoder().encode(`${credentials.username}:${credentials.password}`)
  return `Basic ${btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))}`
}

function secretsOf(credentials: Credentials): string[] {
  if (!credentials) return []
  if ('bearer' in credentials) return [credentials.bearer]
  return [credentials.password, `${credentials.username}:${credentials.password}`]
}

/** What a person can read of a failed fetch: its own message is only ever "fetch failed". */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (cause instanceof Error) {
    if (cause.message) return cause.message
    if ('code' in cause && typeof cause.code === 'string') return cause.code
  }
  return 'no connection'
}

function excerptOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 80 ? `${line.slice(0, 80)}…` : line
}
