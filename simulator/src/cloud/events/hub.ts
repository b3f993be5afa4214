import type { Clock } from '../../world/clock.ts'
import type { Backplane, Subscription } from '../backplane/index.ts'
import { Audience, type EventListener } from './audience.ts'
import { channelsOf } from './channels.ts'
import { type CloudEvent, completeEvent, EVENTS, type EventDraft } from './entity.ts'

/** Takes events to the backplane, and from it to those on this node who may hear them. */
export class EventHub {
  private readonly backplane: Backplane
  private readonly clock: Clock
  private readonly channels = new Map<string, Audience>()
  private readonly watchers = new Set<(event: CloudEvent) => void>()
  private readonly feed: Subscription

  constructor(backplane: Backplane, clock: Clock) {
    this.backplane = backplane
    this.clock = clock
    this.feed = backplane.subscribe(EVENTS, event => this.dispatch(event))
  }

  async publish(draft: EventDraft): Promise<void> {
    const event = completeEvent(draft, this.clock.unixMs())
    await this.backplane.publish(EVENTS, event)
    for (const watcher of this.watchers) watcher(event)
  }

  /** Tells of every event that was published through this node: of several nodes that hear it, one is told. */
  watch(watcher: (event: CloudEvent) => void): Subscription {
    this.watchers.add(watcher)
    return { unsubscribe: () => this.watchers.delete(watcher) }
  }

  listen(channels: readonly string[], listener: EventListener): Subscription {
    for (const channel of channels) {
      const audience = this.channels.get(channel) ?? new Audience()
      this.channels.set(channel, audience)
      audience.add(listener)
    }
    return {
      unsubscribe: () => {
        for (const channel of channels) {
          const audience = this.channels.get(channel)
          audience?.delete(listener)
          if (audience?.isEmpty) this.channels.delete(channel)
        }
      },
    }
  }

  close(): void {
    this.feed.unsubscribe()
    this.channels.clear()
  }

  private dispatch(event: CloudEvent): void {
    for (const channel of channelsOf(event)) this.channels.get(channel)?.tell(event)
  }
}
