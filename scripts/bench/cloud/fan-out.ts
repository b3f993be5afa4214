import { interleave } from '../lib/interleave.ts'
import { Subscribers } from './load/subscribers.ts'
import { CONTESTANTS, type ContestantName } from './messages.ts'
import { type RunningServer, startServers } from './server.ts'

/** A server with so many subscribers, published to as fast as they take it; one value a repetition. */
export interface FanOutFigures {
  readonly name: ContestantName
  readonly subscribers: number
  readonly perTick: number
  readonly deliveriesPerSecond: readonly number[]
  /** Processor time of the server for a delivery. */
  readonly cpuMicros: readonly number[]
}

export interface FanOutOptions {
  readonly repetitions: number
  /** Of a run with {@link MANY} events a tick; others are shorter. */
  readonly deliveries: number
  readonly signal: AbortSignal
  readonly onProgress: (line: string) => void
}

export const SUBSCRIBERS = [1, 100, 1_000]

/** Events that are published in one turn of the event loop. */
export const MANY = 16
export const PER_TICK = [MANY, 1]

export async function measureFanOut(options: FanOutOptions): Promise<FanOutFigures[]> {
  const { signal, repetitions, deliveries } = options
  const figures: FanOutFigures[] = []
  for (const count of SUBSCRIBERS) {
    await using running = await startServers(CONTESTANTS, signal)
    using stack = new DisposableStack()
    const fields = running.servers.map(server => ({
      server,
      subscribers: stack.use(new Subscribers(server)),
    }))
    for (const { subscribers } of fields) await subscribers.open(count, signal)

    for (const perTick of PER_TICK) {
      const ticks = Math.ceil(
        deliveries / count / (perTick === 1 ? 4 * MANY : perTick) / (count === 1 ? 4 : 1),
      )
      const measure = (field: Field): Promise<Run> => run(field, count, perTick, Math.max(ticks, 3), signal)
      for (const field of fields) await measure(field)
      const measured = await interleave(
        fields,
        repetitions,
        now =>
          options.onProgress(
            `${count} subscribers, ${perTick} events a tick, repetition ${now} of ${repetitions}`,
          ),
        measure,
      )
      for (const [index, { server }] of fields.entries()) {
        const runs = measured[index] ?? []
        figures.push({
          name: server.name,
          subscribers: count,
          perTick,
          deliveriesPerSecond: runs.map(({ deliveriesPerSecond }) => deliveriesPerSecond),
          cpuMicros: runs.map(({ cpuMicros }) => cpuMicros),
        })
      }
    }
  }
  return figures
}

interface Field {
  readonly server: RunningServer
  readonly subscribers: Subscribers
}

interface Run {
  readonly deliveriesPerSecond: number
  readonly cpuMicros: number
}

async function run(
  { server, subscribers }: Field,
  count: number,
  perTick: number,
  ticks: number,
  signal: AbortSignal,
): Promise<Run> {
  const eventsBefore = subscribers.eventsOfFirst
  const startedAt = performance.now()
  const { events, bytesWritten, cpuMs } = await server.carryOut({ order: 'burst', perTick, ticks })
  await subscribers.until(() => subscribers.bytesRead >= bytesWritten, signal)
  const heard = subscribers.eventsOfFirst - eventsBefore
  if (heard !== events) throw new Error(`${server.name} published ${events} events and delivered ${heard}`)
  const deliveries = events * count
  return {
    deliveriesPerSecond: (deliveries / (subscribers.lastAtMs - startedAt)) * 1000,
    cpuMicros: (cpuMs / deliveries) * 1000,
  }
}
