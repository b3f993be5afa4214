import { CLOUD_LIMITS } from '@particle-setup/protocol/cloud'
import type { Clock, Timer } from '../../world/clock.ts'
import type { EventListener } from './audience.ts'
import { Chunk } from './chunk.ts'
import type { CloudEvent } from './entity.ts'
import { formatEvent, STREAM_KEEP_ALIVE } from './format.ts'
import type { EventStream } from './stream.ts'

export interface EventFeedOptions {
  clock: Clock
  /** A subscriber is cut off rather than let leave more than this unread. Bytes. */
  bufferBytes: number
  /** Told of every subscriber that was cut off. */
  onDropped?: (drop: StreamDrop) => void
}

/** A subscriber that was cut off, and why. */
export type StreamDrop = {
  reason: 'too-slow'
  /** What had gathered for it, the batch it could not be given included. */
  unreadBytes: number
  /** Of the events it had asked for. */
  prefix: string
  /** Simulated milliseconds for which it was there. */
  openMs: number
}

const KEEP_ALIVE = new Chunk(STREAM_KEEP_ALIVE)

/**
 * All streams that carry the same events. What arrives in one turn of the event loop is joined and framed
 * once and written to each stream in one piece: a write costs more than anything else here.
 */
export class EventFeed implements EventListener {
  readonly prefix: string
  private readonly options: EventFeedOptions
  private readonly streams = new Set<EventStream>()
  private waiting: string[] = []
  private lastWriteMs: number
  private keepAlive: Timer

  constructor(prefix: string, options: EventFeedOptions) {
    this.prefix = prefix
    this.options = options
    this.lastWriteMs = options.clock.nowMs()
    this.keepAlive = this.waitForSilence()
  }

  get isEmpty(): boolean {
    return this.streams.size === 0
  }

  add(stream: EventStream): void {
    this.streams.add(stream)
  }

  delete(stream: EventStream): void {
    this.streams.delete(stream)
  }

  receive(event: CloudEvent): void {
    // Groups what is due at this moment; it puts nothing off to a later one.
    if (this.waiting.length === 0) setImmediate(() => this.flush())
    this.waiting.push(formatEvent(event))
  }

  /** Sends what is waiting, and ends every stream cleanly. */
  end(): void {
    this.flush()
    this.keepAlive.cancel()
    for (const stream of this.streams) stream.end()
    this.streams.clear()
  }

  private flush(): void {
    if (this.waiting.length === 0) return
    const batch = new Chunk(this.waiting.join(''))
    this.waiting = []
    this.write(batch)
  }

  private write(chunk: Chunk): void {
    this.lastWriteMs = this.options.clock.nowMs()
    const sizeBytes = chunk.framed.length
    for (const stream of this.streams) {
      const unreadBytes = stream.unreadBytes
      // Who has read everything is given any batch: that much may come at one moment.
      if (unreadBytes > 0 && unreadBytes + sizeBytes > this.options.bufferBytes) {
        this.drop(stream, unreadBytes + sizeBytes)
      } else stream.write(chunk)
    }
  }

  private drop(stream: EventStream, unreadBytes: number): void {
    this.streams.delete(stream)
    stream.cutOff()
    this.options.onDropped?.({
      reason: 'too-slow',
      unreadBytes,
      prefix: this.prefix,
      openMs: this.options.clock.nowMs() - stream.openedAtMs,
    })
  }

  /** All of the feed's streams are silent together; one that came in between hears of it early. */
  private waitForSilence(): Timer {
    const { clock } = this.options
    const dueMs = this.lastWriteMs + CLOUD_LIMITS.streamKeepAliveMs
    return clock.setTimeout(() => {
      if (clock.nowMs() - this.lastWriteMs >= CLOUD_LIMITS.streamKeepAliveMs) this.write(KEEP_ALIVE)
      this.keepAlive = this.waitForSilence()
    }, dueMs - clock.nowMs())
  }
}
