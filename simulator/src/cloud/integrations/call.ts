import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { HookError } from './hook-error.ts'
import type { HostGuard } from './hosts.ts'
import type { HookRequest } from './payload.ts'

export const HOOK_LIMITS = {
  /**
   * Real milliseconds, whatever the simulation's clock says: the server lives outside the simulation. Source:
   * docs.particle.io, webhook reference, limits.
   */
  timeoutMs: 20_000,
  /** Far above the ten chunks that Particle recommends at most. */
  answerBytes: 100 * 1024,
} as const

export interface HookAnswer {
  readonly status: number
  readonly body: string
}

export interface HookCallOptions {
  readonly guard: HostGuard
  readonly rejectUnauthorized: boolean
  /** Default: {@link HOOK_LIMITS}. */
  readonly timeoutMs?: number
  readonly signal: AbortSignal
  /** Told once the request has left. */
  readonly onSent: () => void
}

/**
 * Makes the request and reads all of the answer. Redirects are answers like others.
 *
 * @throws HookError when there is no answer, or one too large; the signal's reason when it aborts.
 */
export async function callServer(hookRequest: HookRequest, options: HookCallOptions): Promise<HookAnswer> {
  const { signal, timeoutMs = HOOK_LIMITS.timeoutMs } = options
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    return await exchange(hookRequest, options, AbortSignal.any([signal, timeout]))
  } catch (error) {
    signal.throwIfAborted()
    if (timeout.aborted) {
      throw new HookError(`no answer from ${hookRequest.url.host} within ${timeoutMs / 1000} s`)
    }
    if (error instanceof HookError) throw error
    throw new HookError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

async function exchange(
  { method, url, headers, body }: HookRequest,
  { guard, rejectUnauthorized, onSent }: HookCallOptions,
  signal: AbortSignal,
): Promise<HookAnswer> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  guard.checkHost(hostname)
  const { promise, resolve, reject } = Promise.withResolvers<
    AsyncIterable<Buffer> & { statusCode?: number }
  >()
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  const request = send({
    method,
    hostname,
    port: url.port,
    path: `${url.pathname}${url.search}`,
    headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
    lookup: guard.lookup,
    // No connection outlives its call.
    agent: false,
    rejectUnauthorized,
    signal,
  })
  request.on('response', resolve).on('error', reject).on('finish', onSent)
  request.end(body)

  const response = await promise
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    bytes += chunk.length
    if (bytes > HOOK_LIMITS.answerBytes) {
      request.destroy()
      throw new HookError(`the answer of ${url.host} is larger than ${HOOK_LIMITS.answerBytes} bytes`)
    }
    chunks.push(chunk)
  }
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }
}
