import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Subscription } from '../backplane/index.ts'
import { forgetRouting } from '../http/forget.ts'
import { EventFeed, type EventFeedOptions } from './feed.ts'
import type { EventHub } from './hub.ts'
import { EventStream } from './stream.ts'

interface Entry {
  readonly key: string
  readonly feed: EventFeed
  readonly subscription: Subscription
}

/** The open event streams of this node. */
export class EventStreams {
  private readonly hub: EventHub
  private readonly options: EventFeedOptions
  private closed = false
  private readonly feeds = new Map<string, Entry>()

  constructor(hub: EventHub, options: EventFeedOptions) {
    this.hub = hub
    this.options = options
  }

  /** Answers a request with the events of those channels, until its client leaves. */
  open(res: ServerResponse<IncomingMessage>, channels: readonly string[], prefix: string): void {
    const stream = new EventStream(res, this.options.clock.nowMs())
    if (this.closed || res.req.method === 'HEAD') {
      stream.end()
      return
    }
    const key = JSON.stringify([channels, prefix])
    const entry = this.feeds.get(key) ?? this.createEntry(key, channels, prefix)
    entry.feed.add(stream)
    stream.onGone(() => this.remove(stream, entry))
    forgetRouting(res)
  }

  /** Ends every stream, and those that are still to come. */
  close(): void {
    this.closed = true
    for (const { feed, subscription } of this.feeds.values()) {
      subscription.unsubscribe()
      feed.end()
    }
    this.feeds.clear()
  }

  private remove(stream: EventStream, { key, feed, subscription }: Entry): void {
    feed.delete(stream)
    if (!feed.isEmpty || this.feeds.get(key)?.feed !== feed) return
    this.feeds.delete(key)
    subscription.unsubscribe()
    feed.end()
  }

  private createEntry(key: string, channels: readonly string[], prefix: string): Entry {
    const feed = new EventFeed(prefix, this.options)
    const entry = { key, feed, subscription: this.hub.listen(channels, feed) }
    this.feeds.set(key, entry)
    return entry
  }
}
