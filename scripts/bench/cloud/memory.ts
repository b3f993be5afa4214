import { interleave } from '../lib/interleave.ts'
import { Subscribers } from './load/subscribers.ts'
import { CONTESTANTS, type ContestantName } from './messages.ts'
import { startServer } from './server.ts'

/** What a subscriber that is sent nothing costs the server; one value a repetition. */
export interface MemoryFigures {
  readonly name: ContestantName
  readonly subscribers: number
  readonly bytesEach: readonly number[]
}

export interface MemoryOptions {
  readonly repetitions: number
  /** The most subscribers; a fifth of them is measured on the way. */
  readonly subscribers: number
  readonly signal: AbortSignal
  readonly onProgress: (line: string) => void
}

/** Opened and closed beforehand, so that what every first request costs is not counted. */
const WARM_UP = 50

/** Each time in a new process. */
export async function measureMemory(options: MemoryOptions): Promise<MemoryFigures[]> {
  const { signal, repetitions } = options
  const counts = [Math.round(options.subscribers / 5), options.subscribers]
  const measure = async (name: ContestantName): Promise<number[]> => {
    await using server = await startServer(name, signal)
    const rss = async (): Promise<number> => (await server.carryOut({ order: 'memory' })).rssBytes
    {
      using subscribers = new Subscribers(server)
      await subscribers.open(WARM_UP, signal)
    }
    const before = await rss()
    using subscribers = new Subscribers(server)
    const each: number[] = []
    for (const count of counts) {
      await subscribers.open(count, signal)
      each.push(((await rss()) - before) / count)
    }
    return each
  }
  const measured = await interleave(
    CONTESTANTS,
    repetitions,
    now => options.onProgress(`idle subscribers, repetition ${now} of ${repetitions}`),
    measure,
  )
  return counts.flatMap((subscribers, place) =>
    CONTESTANTS.map((name, index) => ({
      name,
      subscribers,
      bytesEach: (measured[index] ?? []).map(each => each[place] ?? Number.NaN),
    })),
  )
}
