import type { EventMessage, SubscriptionScope } from '@particle-setup/protocol/device'
import type { Subscription } from '../backplane/index.ts'
import { devicesChannels, everyonesChannels, ownChannels } from '../events/channels.ts'
import type { CloudEvent } from '../events/entity.ts'
import type { EventHub } from '../events/hub.ts'

/** More than any Device OS asks for (6), and a bound all the same. */
const MAX_FILTERS = 32

interface Filter {
  prefix: string
  scope: SubscriptionScope
}

/** The events that a device has asked for, as long as its session lasts. There is no unsubscribing. */
export class DeviceSubscriptions {
  private readonly hub: EventHub
  private readonly deliver: (event: EventMessage) => void
  private filters: Filter[] = []
  private active: Subscription[] = []

  constructor(hub: EventHub, deliver: (event: EventMessage) => void) {
    this.hub = hub
    this.deliver = deliver
  }

  /** @returns false for a filter the cloud does not take: one that means every event of everyone, or one too many. */
  add(filter: Filter, ownerId: string | null): boolean {
    if (filter.prefix === '' && filter.scope === 'all-devices') return false
    const known = this.filters.some(each => JSON.stringify(each) === JSON.stringify(filter))
    if (known) return true
    if (this.filters.length >= MAX_FILTERS) return false
    this.filters.push(filter)
    this.activate(filter, ownerId)
    return true
  }

  /** Listens in the name of another owner from now on. */
  changeOwner(ownerId: string | null): void {
    this.deactivate()
    for (const filter of this.filters) this.activate(filter, ownerId)
  }

  close(): void {
    this.deactivate()
    this.filters = []
  }

  private activate({ prefix, scope }: Filter, ownerId: string | null): void {
    const channels = channelsFor(scope, ownerId)
    if (channels.length === 0) return
    const listener = { prefix, receive: (event: CloudEvent) => this.pass(event) }
    this.active.push(this.hub.listen(devicesChannels(channels), listener))
  }

  private deactivate(): void {
    for (const subscription of this.active) subscription.unsubscribe()
    this.active = []
  }

  private pass(event: CloudEvent): void {
    this.deliver({
      type: 'event',
      name: event.name,
      data: event.data,
      isPrivate: !event.isPublic,
      ttlSeconds: event.ttlSeconds,
    })
  }
}

function channelsFor(scope: SubscriptionScope, ownerId: string | null): string[] {
  if (scope === 'all-devices') return everyonesChannels(ownerId)
  if (scope === 'my-devices') return ownerId === null ? [] : ownChannels(ownerId)
  return everyonesChannels(ownerId, scope.deviceId.toLowerCase())
}
