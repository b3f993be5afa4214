import { normalizeApiUrl } from '../cloud/address.ts'
import type { ParticleSetupError } from '../errors/base.ts'
import { InvalidInput } from '../errors/general.ts'
import { type ConnectionTarget, openConnection, type StreamFetch } from './connection.ts'
import { devicePath } from './options.ts'
import { ParticleStream, type StreamFeed } from './particle-stream.ts'
import { delayBefore, mayPass, type ReconnectPolicy, reconnectPolicy } from './reconnect.ts'

export interface ParticleStreamArgument {
  /** 24 hex digits, or the name of one of the token's devices. */
  deviceId: string
  /** A token scoped to the customer who owns the device. */
  token: string
  /** The beginning of the names of events to get, in their own case. Default: all of the device's. */
  name?: string | undefined
  /** Default: Particle's own cloud. */
  apiUrl?: string | undefined
  /** Ends the stream, and the wait for its first connection. */
  signal?: AbortSignal | undefined
  /** Default: the global `fetch`. */
  fetch?: StreamFetch | undefined
  /** Limit of one attempt to connect in milliseconds. Default 15,000. */
  connectTimeoutMs?: number | undefined
  /**
   * Silence after which a connection counts as dead, in milliseconds. Default 15,000: the cloud writes a
   * keep-alive at least every 9 s.
   */
  silenceMs?: number | undefined
  /** Events kept for a consumer that is behind; beyond it the oldest are dropped. Default 1,024. */
  bufferedEvents?: number | undefined
  reconnect?: Partial<ReconnectPolicy> | undefined
}

/**
 * Opens the stream of a device's events. Resolves when the cloud has accepted it.
 *
 * A connection that is lost or silent is replaced: after 250 ms, then twice that, up to 10 s, for as long as
 * five minutes in a row; what the device published in the gap is lost. When the cloud says no (401, 403, 404)
 * the stream ends with that error at once.
 *
 * @throws CloudError (`invalid-token`, `token-expired`, `permission-denied` for a device that is unknown or not
 * the token's, and others), CloudUnreachable, TimedOut, InvalidInput; the signal's reason.
 */
export async function getParticleStream(argument: ParticleStreamArgument): Promise<ParticleStream> {
  const { signal, bufferedEvents = 1_024 } = argument
  const target = targetOf(argument)
  const policy = reconnectPolicy(argument.reconnect)
  if (!Number.isInteger(bufferedEvents) || bufferedEvents < 1) {
    throw new InvalidInput(
      'bufferedEvents',
      `bufferedEvents is ${bufferedEvents}: give a whole number from 1`,
    )
  }
  signal?.throwIfAborted()

  const opened = Promise.withResolvers<void>()
  const stream = new ParticleStream(bufferedEvents, feed => {
    const onAbort = () => {
      opened.reject(signal?.reason)
      feed.end()
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    const disconnect = keepConnected(target, policy, feed, opened)
    return () => {
      disconnect()
      signal?.removeEventListener('abort', onAbort)
    }
  })
  await opened.promise
  return stream
}

function keepConnected(
  target: ConnectionTarget,
  policy: ReconnectPolicy,
  feed: StreamFeed,
  opened: PromiseWithResolvers<void>,
): () => void {
  let everOpened = false
  let attempts = 0
  let lostAtMs = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let closeConnection: () => void = () => undefined

  const connect = () => {
    closeConnection = openConnection(target, {
      onOpen,
      onEvent: (name, data) => feed.receive(name, data),
      onEnd,
    })
  }
  const onOpen = () => {
    if (everOpened) feed.tell('reconnected', { attempts })
    everOpened = true
    attempts = 0
    opened.resolve()
  }
  const onEnd = (reason: ParticleSetupError) => {
    if (attempts === 0) lostAtMs = performance.now()
    attempts++
    const delayMs = delayBefore(attempts, reason, policy)
    const tooLong = performance.now() + delayMs - lostAtMs > policy.giveUpAfterMs
    if (!everOpened || !mayPass(reason) || tooLong) {
      opened.reject(reason)
      feed.end(reason)
      return
    }
    timer = setTimeout(connect, delayMs)
    feed.tell('reconnecting', { reason, attempt: attempts, delayMs })
  }
  connect()
  return () => {
    clearTimeout(timer)
    closeConnection()
  }
}

function targetOf(argument: ParticleStreamArgument): ConnectionTarget {
  const { deviceId, token, name, connectTimeoutMs = 15_000, silenceMs = 15_000 } = argument
  for (const [option, ms] of Object.entries({ connectTimeoutMs, silenceMs })) {
    if (!(ms > 0)) throw new InvalidInput(option, `${option} is ${ms}: give milliseconds above 0`)
  }
  return {
    apiUrl: normalizeApiUrl(argument.apiUrl),
    path: devicePath(deviceId, ['name', 'events'], ...(name ? [['name', name] as const] : [])),
    token,
    fetch: argument.fetch ?? globalThis.fetch,
    connectTimeoutMs,
    silenceMs,
  }
}
