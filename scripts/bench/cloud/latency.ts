import { interleave } from '../lib/interleave.ts'
import { quantile } from '../lib/statistics.ts'
import { SUBSCRIBERS } from './fan-out.ts'
import { Subscribers } from './load/subscribers.ts'
import { CONTESTANTS, type ContestantName, sharedMicros } from './messages.ts'
import { type RunningServer, startServers } from './server.ts'

/** From publishing to the subscriber, at a rate that every contestant can keep; one value a repetition. */
export interface LatencyFigures {
  readonly name: ContestantName
  readonly subscribers: number
  readonly eventsPerSecond: number
  readonly medianMs: readonly number[]
  /** What one delivery in a hundred takes or exceeds. */
  readonly slowMs: readonly number[]
}

export interface LatencyOptions {
  readonly repetitions: number
  /** How long each run takes. */
  readonly forMs: number
  readonly signal: AbortSignal
  readonly onProgress: (line: string) => void
}

/** Deliveries a second, and the most events that one subscriber is sent. */
const DELIVERIES_PER_SECOND = 20_000
const MAX_EVENTS_PER_SECOND = 2_000

export async function measureLatency(options: LatencyOptions): Promise<LatencyFigures[]> {
  const { signal, repetitions, forMs } = options
  const figures: LatencyFigures[] = []
  for (const count of SUBSCRIBERS) {
    const eventsPerSecond = Math.min(MAX_EVENTS_PER_SECOND, DELIVERIES_PER_SECOND / count)
    await using running = await startServers(CONTESTANTS, signal)
    using stack = new DisposableStack()
    const fields = running.servers.map(server => ({
      server,
      subscribers: stack.use(new Subscribers(server)),
    }))
    for (const { subscribers } of fields) await subscribers.open(count, signal)
    const measured = await interleave(
      fields,
      repetitions,
      now =>
        options.onProgress(
          `${count} subscribers, ${eventsPerSecond} events a second, repetition ${now} of ${repetitions}`,
        ),
      ({ server, subscribers }) => run(server, subscribers, { count, eventsPerSecond, forMs, signal }),
    )
    for (const [index, { server }] of fields.entries()) {
      const runs = measured[index] ?? []
      figures.push({
        name: server.name,
        subscribers: count,
        eventsPerSecond,
        medianMs: runs.map(ms => quantile(ms, 0.5)),
        slowMs: runs.map(ms => quantile(ms, 0.99)),
      })
    }
  }
  return figures
}

/** @returns how long each delivery took, in milliseconds. */
async function run(
  server: RunningServer,
  subscribers: Subscribers,
  run: { count: number; eventsPerSecond: number; forMs: number; signal: AbortSignal },
): Promise<number[]> {
  const ms: number[] = []
  subscribers.onEvent = data => ms.push((sharedMicros() - Number(data)) / 1000)
  const order = { order: 'pace', perSecond: run.eventsPerSecond, forMs: run.forMs, devices: 0 } as const
  const { events } = await server.carryOut(order)
  await subscribers.until(() => ms.length >= events * run.count, run.signal)
  subscribers.onEvent = undefined
  return ms
}
