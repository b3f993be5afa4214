import type { CloudEvent } from './entity.ts'
import { formatEvent } from './format.ts'
import type { EventListener } from './hub.ts'
import type { EventStream } from './stream.ts'

/**
 * All streams that carry the same events. What arrives in one turn of the event loop is joined once and
 * written to each stream in one piece: a write costs more than anything else here.
 */
export class EventFeed implements EventListener {
  readonly prefix: string
  readonly streams = new Set<EventStream>()
  private waiting: string[] = []

  constructor(prefix: string) {
    this.prefix = prefix
  }

  receive(event: CloudEvent): void {
    // Groups what is due at this moment; it puts nothing off to a later one.
    if (this.waiting.length === 0) setImmediate(() => this.flush())
    this.waiting.push(formatEvent(event))
  }

  private flush(): void {
    const batch = Buffer.from(this.waiting.join(''))
    this.waiting = []
    for (const stream of this.streams) stream.write(batch)
  }
}
