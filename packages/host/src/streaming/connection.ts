import { EventSource, type FetchLike } from 'eventsource'
import { cloudErrorOf } from '../cloud/classify.ts'
import { authorizationOf, reasonOf } from '../cloud/request.ts'
import { ParticleSetupError } from '../errors/base.ts'
import { CloudError, CloudUnreachable } from '../errors/cloud.ts'
import { TimedOut } from '../errors/general.ts'
import { createRedact, type Redact, redactCause } from '../errors/redact.ts'
import { StreamSilent } from '../errors/stream.ts'

/** `fetch` as far as a stream needs it. */
export type StreamFetch = FetchLike

export interface ConnectionTarget {
  apiUrl: string
  /** Already encoded, with a leading slash. */
  path: string
  token: string
  fetch: StreamFetch
  /** Limit until the answer's header is there, in milliseconds. */
  connectTimeoutMs: number
  /** How long the stream may carry nothing at all, in milliseconds. */
  silenceMs: number
}

/** One of `onOpen` and `onEnd` comes first; after `onEnd`, which comes once, nothing does. */
export interface ConnectionHandlers {
  onOpen(): void
  onEvent(name: string, data: string): void
  onEnd(reason: ParticleSetupError): void
}

/**
 * One connection to an event stream: `eventsource` with the token in a header, what the cloud refuses with as
 * a typed error, and a watch over silence. It does not reconnect; whoever holds it does.
 *
 * @returns a function that closes it without another word.
 * @throws InvalidInput for a token that cannot stand in a header.
 */
export function openConnection(target: ConnectionTarget, handlers: ConnectionHandlers): () => void {
  const authorization = authorizationOf({ bearer: target.token }) ?? ''
  const redact = createRedact([target.token])
  const watch = createWatch(error => end(error))
  let ended = false
  let failure: ParticleSetupError | undefined

  const source = new (class extends EventSource {
    override dispatchEvent(event: Event): boolean {
      if (ended) return true
      if (event instanceof MessageEvent) handlers.onEvent(event.type, String(event.data))
      else if (event.type === 'open') handlers.onOpen()
      else end(failure ?? new CloudUnreachable(target.apiUrl, lossOf(event)))
      return true
    }
  })(target.apiUrl + target.path, { fetch: watchedFetch })

  async function watchedFetch(...[url, init]: Parameters<FetchLike>): ReturnType<FetchLike> {
    watch.restart(target.connectTimeoutMs, new TimedOut(`GET ${target.path}`, target.connectTimeoutMs))
    try {
      const headers = { ...init.headers, Authorization: authorization }
      const response = await target.fetch(url, { ...init, headers, redirect: 'manual' })
      if (!isEventStream(response)) throw await errorOf(target, response, redact)
      const restart = () => watch.restart(target.silenceMs, new StreamSilent(target.silenceMs))
      restart()
      const { status, redirected } = response
      return {
        status,
        redirected,
        url: response.url,
        headers: response.headers,
        body: watched(response.body, restart),
      }
    } catch (error) {
      failure =
        error instanceof ParticleSetupError
          ? error
          : new CloudUnreachable(target.apiUrl, redact(reasonOf(error)), {
              cause: redactCause(error, redact),
            })
      throw error
    }
  }

  function end(reason: ParticleSetupError): void {
    if (ended) return
    close()
    handlers.onEnd(reason)
  }

  function close(): void {
    ended = true
    watch.stop()
    source.close()
  }

  return close
}

type Answer = Awaited<ReturnType<FetchLike>>

/** The same body, telling of every chunk: a keep-alive counts, though it is no event. */
function watched(body: Answer['body'], onChunk: () => void): Answer['body'] {
  if (!body) return body
  return {
    getReader() {
      const reader = body.getReader()
      return {
        async read() {
          const chunk = await reader.read()
          onChunk()
          return chunk
        },
        cancel: () => reader.cancel(),
      }
    },
  }
}

function isEventStream({ status, headers }: Answer): boolean {
  return status === 200 && /^\s*text\/event-stream\s*(;|$)/i.test(headers.get('content-type') ?? '')
}

const MAX_ERROR_BYTES = 65_536

async function errorOf(target: ConnectionTarget, response: Answer, redact: Redact): Promise<CloudError> {
  const { status, headers } = response
  const text = await readText(response.body)
  const line = { method: 'GET', path: target.path }
  if (status >= 300) return cloudErrorOf(line, { status, headers, text }, redact)
  return new CloudError({ code: 'unreadable-answer', status, ...line, text: 'not an event stream' })
}

async function readText(body: Answer['body']): Promise<string> {
  if (!body) return ''
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  while (text.length < MAX_ERROR_BYTES) {
    const { done, value } = await reader.read()
    if (done) break
    text += decoder.decode(value, { stream: true })
  }
  await reader.cancel()
  return text
}

function createWatch(onExpiry: (error: ParticleSetupError) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    restart(ms: number, error: ParticleSetupError) {
      clearTimeout(timer)
      timer = setTimeout(onExpiry, ms, error)
    },
    stop: () => clearTimeout(timer),
  }
}

function lossOf(event: Event): string {
  const message = 'message' in event && typeof event.message === 'string' ? event.message : ''
  return message || 'the event stream ended'
}
