import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Subscribers } from '../../cloud/load/subscribers.ts'
import { type Child, startChild } from '../../lib/child.ts'
import { quantile } from '../../lib/statistics.ts'
import type { PhotonsNews, PhotonsOnline, PhotonsOrder } from './messages.ts'
import { StreamWatch } from './stream-watch.ts'

/** A whole simulator that streams; one of a repetition. */
export interface PhotonsRun {
  readonly startMs: number
  readonly onlineMs: number
  /** More than a simulator with one Photon. */
  readonly bytesEach: number
  readonly eventsPerSecond: number
  /** Samples that were due and did not come. */
  readonly missing: number
  /** Of all that were due. */
  readonly missingShare: number
  readonly medianLateMs: number
  readonly slowLateMs: number
  /** Processor time of the simulator's process, of the time that passed. */
  readonly processorShare: number
}

export interface PhotonsOptions {
  readonly repetitions: number
  readonly photons: number
  /** How long the events are watched. */
  readonly streamMs: number
  readonly signal: AbortSignal
  readonly onProgress: (line: string) => void
}

/** What waited while the Photons came online has left by then, and every Photon has been heard of. */
const SETTLE_MS = 3_000

type Simulation = Child<PhotonsOrder, PhotonsNews>

export async function measurePhotons(options: PhotonsOptions): Promise<PhotonsRun[]> {
  const { repetitions, photons, signal, onProgress } = options
  const runs: PhotonsRun[] = []
  for (let now = 1; now <= repetitions; now++) {
    onProgress(`${photons} Photons that stream, repetition ${now} of ${repetitions}`)
    const bytesOfOne = await memoryOfOne(signal)
    await using simulation = start(photons, signal)
    const online = await firstNews(simulation)
    const stream = await watchStream(simulation, online, options)
    const { startMs, onlineMs } = online
    const bytesEach = ((await memoryOf(simulation)) - bytesOfOne) / Math.max(1, photons - 1)
    runs.push({ startMs, onlineMs, bytesEach, ...stream })
  }
  return runs
}

async function watchStream(
  simulation: Simulation,
  online: PhotonsOnline,
  { photons, streamMs, signal }: PhotonsOptions,
) {
  using subscribers = new Subscribers(online)
  const watch = new StreamWatch()
  subscribers.onFrame = frame => watch.see(frame)
  await subscribers.open(1, signal)
  await sleep(SETTLE_MS, undefined, { signal })
  await subscribers.until(() => watch.photons === photons, signal)
  const cpuBefore = await cpuOf(simulation)
  watch.reset()
  const startedAt = performance.now()
  await sleep(streamMs, undefined, { signal })
  const elapsedMs = performance.now() - startedAt
  const { events, missing, lateMs } = watch
  const result = {
    eventsPerSecond: (events / elapsedMs) * 1000,
    missing,
    missingShare: missing / (missing + events),
    medianLateMs: quantile(lateMs, 0.5),
    slowLateMs: quantile(lateMs, 0.99),
  }
  const processorShare = ((await cpuOf(simulation)) - cpuBefore) / (performance.now() - startedAt)
  return { ...result, processorShare }
}

/** What a simulator takes before it has Photons by the thousand; it has streamed for a while too. */
async function memoryOfOne(signal: AbortSignal): Promise<number> {
  await using simulation = start(1, signal)
  await firstNews(simulation)
  await sleep(SETTLE_MS, undefined, { signal })
  return await memoryOf(simulation)
}

function start(photons: number, signal: AbortSignal): Simulation {
  const file = fileURLToPath(new URL('./photons-process.ts', import.meta.url))
  return startChild(file, [String(photons)], signal)
}

async function firstNews(simulation: Simulation): Promise<PhotonsOnline> {
  const news = await simulation.next()
  if (news.kind !== 'online') throw new Error('the Photons are not online')
  return news
}

async function memoryOf(simulation: Simulation): Promise<number> {
  simulation.tell('memory')
  const news = await simulation.next()
  return news.kind === 'memory' ? news.rssBytes : Number.NaN
}

async function cpuOf(simulation: Simulation): Promise<number> {
  simulation.tell('cpu')
  const news = await simulation.next()
  return news.kind === 'cpu' ? news.cpuMs : Number.NaN
}
