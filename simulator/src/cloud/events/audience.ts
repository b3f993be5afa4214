import type { CloudEvent } from './entity.ts'

/** Somebody who hears events whose name begins with a prefix, case-sensitively. */
export interface EventListener {
  readonly prefix: string
  receive(event: CloudEvent): void
}

/**
 * Who listens on one channel, kept by prefix: a fleet whose devices all ask for the same events costs an
 * event one comparison, and one whose devices each ask for their own no more than its name has characters.
 */
export class Audience {
  private readonly listeners = new Map<string, Set<EventListener>>()

  get isEmpty(): boolean {
    return this.listeners.size === 0
  }

  add(listener: EventListener): void {
    const same = this.listeners.get(listener.prefix)
    if (same === undefined) this.listeners.set(listener.prefix, new Set([listener]))
    else same.add(listener)
  }

  delete(listener: EventListener): void {
    const same = this.listeners.get(listener.prefix)
    same?.delete(listener)
    if (same?.size === 0) this.listeners.delete(listener.prefix)
  }

  tell(event: CloudEvent): void {
    const { name } = event
    if (this.listeners.size <= name.length) {
      for (const [prefix, listeners] of this.listeners) if (name.startsWith(prefix)) pass(event, listeners)
      return
    }
    for (let end = 0; end <= name.length; end++) {
      const listeners = this.listeners.get(name.slice(0, end))
      if (listeners !== undefined) pass(event, listeners)
    }
  }
}

function pass(event: CloudEvent, listeners: Iterable<EventListener>): void {
  for (const listener of listeners) listener.receive(event)
}
