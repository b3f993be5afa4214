import type { Clock } from '../../world/clock.ts'
import type { Backplane, Subscription } from '../backplane/index.ts'
import { channelsOf } from './channels.ts'
import { type CloudEvent, completeEvent, EVENTS, type EventDraft } from './entity.ts'

/** Somebody who hears events whose name begins with a prefix, case-sensitively. */
export interface EventListener {
  readonly prefix: string
  receive(event: CloudEvent): void
}

/** Takes events to the backplane, and from it to those on this node who may hear them. */
export class EventHub {
  private readonly backplane: Backplane
  private readonly clock: Clock
  private readonly channels = new Map<string, Set<EventListener>>()
  private readonly feed: Subscription

  constructor(backplane: Backplane, clock: Clock) {
    this.backplane = backplane
    this.clock = clock
    this.feed = backplane.subscribe(EVENTS, event => this.dispatch(event))
  }

  publish(draft: EventDraft): Promise<void> {
    return this.backplane.publish(EVENTS, completeEvent(draft, this.clock.unixMs()))
  }

  listen(channels: readonly string[], listener: EventListener): Subscription {
    for (const channel of channels) {
      const listeners = this.channels.get(channel) ?? new Set()
      this.channels.set(channel, listeners)
      listeners.add(listener)
    }
    return {
      unsubscribe: () => {
        for (const channel of channels) {
          const listeners = this.channels.get(channel)
          listeners?.delete(listener)
          if (listeners?.size === 0) this.channels.delete(channel)
        }
      },
    }
  }

  close(): void {
    this.feed.unsubscribe()
    this.channels.clear()
  }

  private dispatch(event: CloudEvent): void {
    for (const channel of channelsOf(event)) {
      for (const listener of this.channels.get(channel) ?? []) {
        if (event.name.startsWith(listener.prefix)) listener.receive(event)
      }
    }
  }
}
