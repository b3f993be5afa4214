/** One thing that happened, for people and tests to look back at. */
export interface JournalEntry {
  /** Simulated milliseconds since the simulation began. */
  readonly atMs: number
  readonly kind: string
  readonly [fact: string]: unknown
}

/** What happened in a simulation, oldest first. */
export interface Journal {
  record(kind: string, facts: Readonly<Record<string, unknown>>): void
  /** Those of one kind, or all. */
  entries(kind?: string): readonly JournalEntry[]
  clear(): void
}

/** Entries kept; the oldest go first. */
const DEFAULT_CAPACITY = 10_000

export function createJournal(nowMs: () => number, capacity: number = DEFAULT_CAPACITY): Journal {
  const entries: JournalEntry[] = []
  return {
    record(kind, facts) {
      entries.push({ atMs: nowMs(), kind, ...facts })
      // Dropping half at a time keeps recording cheap.
      if (entries.length > capacity * 2) entries.splice(0, entries.length - capacity)
    },
    entries: kind => {
      const kept = entries.slice(-capacity)
      return kind === undefined ? kept : kept.filter(entry => entry.kind === kind)
    },
    clear: () => {
      entries.length = 0
    },
  }
}
