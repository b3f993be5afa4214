import type { Backplane, Bucket } from '../backplane/index.ts'
import type { CloudEvent } from '../events/entity.ts'

/** What became of a webhook that an event set off. */
export interface HookOutcome {
  readonly result: 'success' | 'error' | 'sleep'
  /** Method and address, without what may be secret: query, headers and body. `null` when it came to none. */
  readonly request: string | null
  readonly status: number | null
  /** The answer, cut off. */
  readonly response: string | null
  readonly error: string | null
}

export interface HookLogEntry extends HookOutcome {
  readonly event: Pick<CloudEvent, 'name' | 'data' | 'coreid' | 'publishedAtMs'>
  readonly atMs: number
}

/** One day's calls. */
export interface HookCounter {
  /** Such as `2022-11-15`, in UTC. */
  readonly date: string
  readonly success: number
  readonly error: number
  readonly sleep: number
}

export interface HookHistory {
  /** The latest successes, the newest first. */
  readonly logs: readonly HookLogEntry[]
  /** The latest failures, the newest first. */
  readonly errors: readonly HookLogEntry[]
  /** The newest day first. */
  readonly counters: readonly HookCounter[]
}

/** As Particle's console shows. Source: docs.particle.io, webhook reference. */
const ENTRIES = 10
const DAYS = 30

const NOTHING_YET: HookHistory = { logs: [], errors: [], counters: [] }

export class HookHistories {
  private readonly byId: Bucket<HookHistory>

  constructor(backplane: Backplane) {
    this.byId = backplane.bucket('integration-histories')
  }

  async of(id: string): Promise<HookHistory> {
    return (await this.byId.get(id)) ?? NOTHING_YET
  }

  async add(id: string, entry: HookLogEntry): Promise<void> {
    await this.byId.update(id, history => extend(history ?? NOTHING_YET, entry))
  }

  async forget(id: string): Promise<void> {
    await this.byId.delete(id)
  }
}

function extend({ logs, errors, counters }: HookHistory, entry: HookLogEntry): HookHistory {
  const date = new Date(entry.atMs).toISOString().slice(0, 10)
  const today = counters.find(counter => counter.date === date) ?? { date, success: 0, error: 0, sleep: 0 }
  const others = counters.filter(counter => counter.date !== date)
  const succeeded = entry.result === 'success'
  return {
    logs: succeeded ? [entry, ...logs].slice(0, ENTRIES) : logs,
    errors: succeeded ? errors : [entry, ...errors].slice(0, ENTRIES),
    counters: [{ ...today, [entry.result]: today[entry.result] + 1 }, ...others].slice(0, DAYS),
  }
}
