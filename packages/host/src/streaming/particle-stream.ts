import { type CallOptions, withDeadline } from '../deadline.ts'
import type { ParticleSetupError } from '../errors/base.ts'
import { StreamClosed, UnreadableEvent } from '../errors/stream.ts'
import { NewestBuffer } from './buffer.ts'
import { Emitter } from './emitter.ts'
import { type ParticleEvent, parseEvent } from './event.ts'

/** What a stream tells besides its events. */
export interface ParticleStreamEvents {
  event: ParticleEvent
  /** A connection was opened again; events of the gap are lost. */
  reconnected: { attempts: number }
  /** A connection was lost, and another will be tried after the delay. */
  reconnecting: { reason: ParticleSetupError; attempt: number; delayMs: number }
  /** The buffer was full: its oldest event made room. `dropped` counts since the stream began. */
  dropped: { event: ParticleEvent; dropped: number }
  /** Something in the stream that is no Particle event was passed over. */
  unreadable: { name: string; error: ParticleSetupError }
  /** The last thing a stream says. Without `error`: it was closed, or its signal aborted. */
  close: { error?: unknown }
}

/** What feeds a stream. */
export interface StreamFeed {
  /** One event as it came off the wire. */
  receive(name: string, json: string): void
  tell<K extends 'reconnecting' | 'reconnected'>(type: K, payload: ParticleStreamEvents[K]): void
  /** Ends the stream; by an error, when there is one. */
  end(error?: unknown): void
}

/** Limit of `next` when the caller states none. */
const NEXT_TIMEOUT_MS = 60_000

/**
 * A device's events as they come. Iterate over it, or add listeners.
 *
 * Events wait in a buffer until an iterator, `next` or the first `event` listener takes them; once an iterator
 * or `next` has, listeners get theirs besides. A consumer that falls behind loses the oldest: live readings grow
 * worthless with age.
 *
 * Leaving a loop leaves the stream open; `close()`, `await using` and the signal end it.
 */
export class ParticleStream implements AsyncIterable<ParticleEvent>, AsyncDisposable {
  readonly #emitter = new Emitter<ParticleStreamEvents>()
  readonly #buffer: NewestBuffer<ParticleEvent>
  readonly #stop: () => void
  readonly #closed = Promise.withResolvers<void>()
  #waiting: ((event: ParticleEvent | undefined) => void)[] = []
  #pulled = false
  #dropped = 0
  #ended: { error?: unknown } | undefined

  /**
   * Use `getParticleStream`.
   *
   * @param start begins to feed the stream, and returns what stops it.
   */
  constructor(bufferedEvents: number, start: (feed: StreamFeed) => () => void) {
    this.#buffer = new NewestBuffer(bufferedEvents)
    this.#stop = start({
      receive: (name, json) => this.#receive(name, json),
      tell: (type, payload) => this.#emitter.emit(type, payload),
      end: error => this.#end(error === undefined ? {} : { error }),
    })
  }

  /** Events that the buffer had no room for. */
  get dropped(): number {
    return this.#dropped
  }

  /** Settles when the stream has ended; rejects when an error ended it. */
  get closed(): Promise<void> {
    return this.#closed.promise
  }

  on<K extends keyof ParticleStreamEvents>(
    type: K,
    listener: (payload: ParticleStreamEvents[K]) => void,
  ): this {
    this.#emitter.on(type, listener)
    if (type === 'event' && !this.#pulled) queueMicrotask(() => this.#handOver())
    return this
  }

  off<K extends keyof ParticleStreamEvents>(
    type: K,
    listener: (payload: ParticleStreamEvents[K]) => void,
  ): this {
    this.#emitter.off(type, listener)
    return this
  }

  /**
   * Takes the next event. Default limit 60 s.
   *
   * @throws TimedOut; the signal's reason; the error that ended the stream, or `stream-closed` when it was closed.
   */
  async next(options: CallOptions = {}): Promise<ParticleEvent> {
    const limit = { signal: options.signal, timeoutMs: options.timeoutMs ?? NEXT_TIMEOUT_MS }
    const event = await withDeadline('the next event', limit, signal => this.#take(signal))
    if (!event) throw new StreamClosed()
    return event
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ParticleEvent, void, undefined> {
    for (;;) {
      const event = await this.#take()
      if (!event) return
      yield event
    }
  }

  /** Ends the stream: loops end, `next` rejects, the connection is closed. Events not yet taken are gone. */
  close(): void {
    this.#end({})
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close()
  }

  #receive(name: string, json: string): void {
    let event: ParticleEvent
    try {
      event = parseEvent(name, json)
    } catch (cause) {
      const error = new UnreadableEvent(name, { cause })
      this.#emitter.emit('unreadable', { name, error })
      return
    }
    this.#handOver()
    const listened = this.#emitter.count('event') > 0
    const waiting = this.#waiting.shift()
    if (waiting) waiting(event)
    else if (this.#pulled || !listened) this.#keep(event)
    if (listened) this.#emitter.emit('event', event)
  }

  #end(how: { error?: unknown }): void {
    if (this.#ended) return
    this.#ended = how
    this.#stop()
    for (const waiting of this.#waiting.splice(0)) waiting(undefined)
    this.#closed.promise.catch(() => undefined)
    if ('error' in how) this.#closed.reject(how.error)
    else this.#closed.resolve()
    this.#emitter.emit('close', how)
  }

  #keep(event: ParticleEvent): void {
    const oldest = this.#buffer.push(event)
    if (!oldest) return
    this.#dropped++
    this.#emitter.emit('dropped', { event: oldest, dropped: this.#dropped })
  }

  async #take(signal?: AbortSignal): Promise<ParticleEvent | undefined> {
    this.#pulled = true
    const buffered = this.#ended && !('error' in this.#ended) ? undefined : this.#buffer.shift()
    if (buffered) return buffered
    if (!this.#ended) {
      const event = await this.#wait(signal)
      if (event) return event
    }
    if (this.#ended && 'error' in this.#ended) throw this.#ended.error
    return undefined
  }

  #wait(signal: AbortSignal | undefined): Promise<ParticleEvent | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(resolve)
      signal?.addEventListener('abort', () => {
        this.#waiting = this.#waiting.filter(waiting => waiting !== resolve)
        reject(signal.reason)
      })
    })
  }

  #handOver(): void {
    while (!this.#pulled && this.#emitter.count('event') > 0) {
      const event = this.#buffer.shift()
      if (!event) return
      this.#emitter.emit('event', event)
    }
  }
}
