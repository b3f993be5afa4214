import type { Clock } from '../../world/clock.ts'
import type { Backplane, Subscription } from '../backplane/index.ts'
import type { CloudEvent } from '../events/entity.ts'
import type { EventHub } from '../events/hub.ts'
import type { Notice } from '../notices.ts'
import type { Integration, Integrations } from './entity.ts'
import type { HookHistories, HookOutcome } from './history.ts'
import { type HostGuard, hostGuard, type WebhookHosts } from './hosts.ts'
import { HOOK_PUBLISHER, performHook, refuseHook } from './perform.ts'
import { Servers } from './servers.ts'

/** When an event is tried again that came while its server rested. Source: docs.particle.io, webhook reference, limits. */
const RETRIES_AFTER_MS = [30_000, 60_000]

/** Events that may wait for their turn at one webhook. */
const MAX_WAITING = 1_000

/** A webhook's call that is over, for the journal: nothing of what was sent or answered. */
export type WebhookRecord = {
  id: string
  event: string
  /** HTTP status; `null` when there was no answer. */
  status: number | null
  /** Simulated milliseconds that it took, waiting for those before it included. */
  ms: number
  error: string | null
}

export interface WebhooksOptions {
  readonly clock: Clock
  readonly backplane: Backplane
  readonly events: EventHub
  readonly integrations: Integrations
  readonly histories: HookHistories
  /** Default: `loopback`. */
  readonly hosts?: WebhookHosts
  readonly notice: Notice
  readonly onFailure: (error: unknown) => void
}

/** The calls of one webhook that are still to be made, one after the other. */
interface Lane {
  waiting: number
  tail: Promise<unknown>
}

/**
 * Makes the calls that events set off. Those of one webhook go out one at a time, in the order of their events;
 * a virtual clock stands still meanwhile.
 */
export class Webhooks {
  private readonly options: WebhooksOptions
  private readonly guard: HostGuard
  private readonly servers: Servers
  private readonly watching: Subscription
  private readonly closing = new AbortController()
  private readonly lanes = new Map<string, Lane>()
  private intake: Promise<void> = Promise.resolve()

  constructor(options: WebhooksOptions) {
    this.options = options
    this.guard = hostGuard(options.hosts ?? 'loopback')
    this.servers = new Servers(options.backplane, options.clock)
    this.watching = options.events.watch(event => this.take(event))
  }

  /** Calls as if that event had come; settles with what came of it. Rejects when the cloud closes. */
  async run(integration: Integration, event: CloudEvent, attempt = 0): Promise<HookOutcome> {
    const { clock, histories, notice } = this.options
    const startMs = clock.nowMs()
    const outcome = await clock.hold(this.inTurn(integration, event))
    const { name, data, coreid, publishedAtMs } = event
    const entry = { ...outcome, event: { name, data, coreid, publishedAtMs }, atMs: clock.unixMs() }
    if ((await this.options.integrations.get(integration.id)) !== undefined) {
      await histories.add(integration.id, entry)
    }
    const { status, error } = outcome
    notice('webhook', { id: integration.id, event: name, status, ms: clock.nowMs() - startMs, error })
    if (outcome.result === 'sleep') this.retry(integration.id, event, attempt)
    return outcome
  }

  /** Ends all calls. */
  async close(): Promise<void> {
    this.watching.unsubscribe()
    this.options.integrations.close()
    this.closing.abort(new Error('the cloud has been closed'))
    await this.intake
    await Promise.allSettled([...this.lanes.values()].map(lane => lane.tail))
  }

  private take(event: CloudEvent): void {
    const { clock, integrations, onFailure } = this.options
    if (event.coreid === HOOK_PUBLISHER || integrations.isEmpty) return
    const taken = this.intake.then(async () => {
      for (const integration of await integrations.setOffBy(event)) this.start(integration, event)
    })
    this.intake = clock.hold(taken.catch(onFailure))
  }

  private start(integration: Integration, event: CloudEvent, attempt = 0): void {
    this.run(integration, event, attempt).catch(error => {
      if (!this.closing.signal.aborted) this.options.onFailure(error)
    })
  }

  /** The event is dropped when there is no webhook any more, or its server rests again after the last time. */
  private retry(id: string, event: CloudEvent, attempt: number): void {
    const { clock, integrations, onFailure } = this.options
    const { signal } = this.closing
    const waitMs = RETRIES_AFTER_MS[attempt]
    if (waitMs === undefined) return
    const again = async (): Promise<void> => {
      await clock.sleep(waitMs, signal)
      const integration = await integrations.get(id)
      if (integration !== undefined && !integration.settings.disabled) {
        this.start(integration, event, attempt + 1)
      }
    }
    again().catch(error => {
      if (!signal.aborted) onFailure(error)
    })
  }

  private async inTurn(integration: Integration, event: CloudEvent): Promise<HookOutcome> {
    const { events } = this.options
    const { servers, guard } = this
    const { signal } = this.closing
    const lane = this.lanes.get(integration.id) ?? { waiting: 0, tail: Promise.resolve() }
    if (lane.waiting >= MAX_WAITING) {
      return refuseHook(events, integration, event, `more than ${MAX_WAITING} events wait for this webhook`)
    }
    this.lanes.set(integration.id, lane)
    lane.waiting++
    const turn = lane.tail.then(() => {
      signal.throwIfAborted()
      return performHook({ events, servers, guard, signal }, integration, event)
    })
    lane.tail = turn.catch(() => {})
    try {
      return await turn
    } finally {
      lane.waiting--
      if (lane.waiting === 0) this.lanes.delete(integration.id)
    }
  }
}
