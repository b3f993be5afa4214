import type { Clock } from '../../world/clock.ts'
import type { Backplane, Subscription } from '../backplane/index.ts'
import { Audience, type EventListener } from './audience.ts'
import { channelsOf } from './channels.ts'
import { type CloudEvent, completeEvent, EVENTS, type EventDraft } from './entity.ts'

/** Who listens on a channel, and on those of its devices. */
interface Channel {
  readonly all: Audience
  readonly byDevice: Map<string, Audience>
}

/** Takes events to the backplane, and from it to those on this node who may hear them. */
export class EventHub {
  private readonly backplane: Backplane
  private readonly clock: Clock
  private readonly channels = new Map<string, Channel>()
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
    for (const name of channels) this.join(name, listener)
    return {
      unsubscribe: () => {
        for (const name of channels) this.leave(name, listener)
      },
    }
  }

  close(): void {
    this.feed.unsubscribe()
    this.channels.clear()
  }

  private dispatch(event: CloudEvent): void {
    for (const name of channelsOf(event)) {
      const channel = this.channels.get(name)
      channel?.all.tell(event)
      channel?.byDevice.get(event.coreid)?.tell(event)
    }
  }

  private join(name: string, listener: EventListener): void {
    const [group = '', device] = name.split('/')
    const channel = this.channels.get(group) ?? { all: new Audience(), byDevice: new Map() }
    this.channels.set(group, channel)
    if (device === undefined) channel.all.add(listener)
    else {
      const audience = channel.byDevice.get(device) ?? new Audience()
      channel.byDevice.set(device, audience)
      audience.add(listener)
    }
  }

  private leave(name: string, listener: EventListener): void {
    const [group = '', device] = name.split('/')
    const channel = this.channels.get(group)
    const audience = device === undefined ? channel?.all : channel?.byDevice.get(device)
    audience?.delete(listener)
    if (device !== undefined && audience?.isEmpty) channel?.byDevice.delete(device)
    if (channel?.all.isEmpty && channel.byDevice.size === 0) this.channels.delete(group)
  }
}
