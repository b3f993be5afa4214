import type { Clock } from '../../world/clock.ts'
import type { Backplane, Bucket } from '../backplane/index.ts'

/** What Particle documents without numbers: "many times", "a few seconds". */
const MANY_FAILURES = 10
const COOL_DOWN_MS = 5_000

interface ServerRecord {
  readonly failures: number
  readonly successes: number
  /** Simulated Unix milliseconds. */
  readonly lastFailureMs: number
}

/**
 * How the servers that webhooks call fare, by host name, whoever calls them: one that fails many times in a row is
 * left alone until it has cooled down. Source: docs.particle.io, webhook reference, limits.
 */
export class Servers {
  private readonly clock: Clock
  private readonly records: Bucket<ServerRecord>

  constructor(backplane: Backplane, clock: Clock) {
    this.clock = clock
    this.records = backplane.bucket('webhook-servers', { transient: true })
  }

  async mustRest(hostname: string): Promise<boolean> {
    const record = this.current(await this.records.get(hostname))
    return record !== undefined && record.failures >= MANY_FAILURES && record.failures > record.successes
  }

  async note(hostname: string, succeeded: boolean): Promise<void> {
    const nowMs = this.clock.unixMs()
    await this.records.update(hostname, known => {
      const record = this.current(known)
      if (succeeded) return record && { ...record, successes: record.successes + 1 }
      return {
        failures: (record?.failures ?? 0) + 1,
        successes: record?.successes ?? 0,
        lastFailureMs: nowMs,
      }
    })
  }

  private current(record: ServerRecord | undefined): ServerRecord | undefined {
    return record !== undefined && this.clock.unixMs() - record.lastFailureMs < COOL_DOWN_MS
      ? record
      : undefined
  }
}
