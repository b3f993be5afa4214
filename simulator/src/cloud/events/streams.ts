import type { Response } from 'express'
import type { Subscription } from '../backplane/index.ts'
import { EventFeed } from './feed.ts'
import type { EventHub } from './hub.ts'
import { EventStream, type EventStreamOptions } from './stream.ts'

/** The open event streams of this node. */
export class EventStreams {
  private readonly hub: EventHub
  private readonly options: EventStreamOptions
  private closed = false
  private readonly feeds = new Map<string, { feed: EventFeed; subscription: Subscription }>()

  constructor(hub: EventHub, options: EventStreamOptions) {
    this.hub = hub
    this.options = options
  }

  /** Answers a request with the events of those channels, until its client leaves. */
  open(res: Response, channels: readonly string[], prefix: string): void {
    const stream = new EventStream(res, this.options)
    if (this.closed) {
      stream.end()
      return
    }
    const key = JSON.stringify([channels, prefix])
    const { feed, subscription } = this.feeds.get(key) ?? this.createFeed(key, channels, prefix)
    feed.streams.add(stream)
    // Not the request's: that closes as soon as its empty body has been read.
    res.once('close', () => {
      feed.streams.delete(stream)
      if (feed.streams.size > 0 || this.feeds.get(key)?.feed !== feed) return
      this.feeds.delete(key)
      subscription.unsubscribe()
    })
  }

  /** Ends every stream, and those that are still to come. */
  close(): void {
    this.closed = true
    for (const { feed } of this.feeds.values()) for (const stream of feed.streams) stream.end()
  }

  private createFeed(
    key: string,
    channels: readonly string[],
    prefix: string,
  ): { feed: EventFeed; subscription: Subscription } {
    const feed = new EventFeed(prefix)
    const entry = { feed, subscription: this.hub.listen(channels, feed) }
    this.feeds.set(key, entry)
    return entry
  }
}
