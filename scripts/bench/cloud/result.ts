import type { Machine } from '../lib/machine.ts'
import { ratio, type Summary, summarize } from '../lib/statistics.ts'
import type { DeviceEventFigures } from './device-events.ts'
import type { FanOutFigures } from './fan-out.ts'
import type { LatencyFigures } from './latency.ts'
import type { MemoryFigures } from './memory.ts'
import type { ContestantName } from './messages.ts'
import type { RequestFigures, RestFigures } from './rest.ts'
import type { StartFigures } from './start.ts'

/** Everything that was measured, one value a repetition. */
export interface CloudFigures {
  readonly fanOut: readonly FanOutFigures[]
  readonly latency: readonly LatencyFigures[]
  readonly memory: readonly MemoryFigures[]
  readonly rest: RestFigures
  readonly deviceEvents: DeviceEventFigures
  readonly firmwareEvents: DeviceEventFigures
  readonly start: readonly StartFigures[]
}

/** One server at one task. Ratios are to `node:http` at the same task. */
export interface FanOutRow {
  readonly server: ContestantName
  readonly subscribers: number
  readonly perTick: number
  readonly deliveriesPerSecond: Summary
  readonly cpuMicros: Summary
  readonly toBare: Summary
}

export interface LatencyRow {
  readonly server: ContestantName
  readonly subscribers: number
  readonly eventsPerSecond: number
  readonly medianMs: Summary
  readonly slowMs: Summary
}

export interface MemoryRow {
  readonly server: ContestantName
  readonly subscribers: number
  readonly bytesEach: Summary
  readonly toBare: Summary
}

export interface RequestRow {
  readonly server: ContestantName
  readonly perSecond: Summary
  readonly medianMs: Summary
  readonly slowMs: Summary
  readonly toBare: Summary
}

export interface StartRow {
  readonly what: string
  readonly ms: Summary
  readonly toExpress: Summary
}

/** What is asked of the cloud, and whether it is so. */
export interface Target {
  readonly target: string
  readonly ratio: number
  readonly limit: number
  /** The ratio has to be above the limit, not below. */
  readonly atLeast: boolean
  readonly met: boolean
}

export interface CloudResult {
  readonly date: string
  readonly machine: Machine
  readonly versions: Readonly<Record<string, string>>
  readonly repetitions: number
  readonly counts: Readonly<Record<string, number>>
  readonly fanOut: readonly FanOutRow[]
  readonly latency: readonly LatencyRow[]
  readonly memory: readonly MemoryRow[]
  readonly device: readonly RequestRow[]
  readonly publish: readonly RequestRow[]
  readonly deviceEvents: { readonly [Figure in keyof DeviceEventFigures]: Summary }
  readonly firmwareEvents: { readonly [Figure in keyof DeviceEventFigures]: Summary }
  readonly start: readonly StartRow[]
  readonly targets: readonly Target[]
}

const OURS = 'particle-setup'
const BARE = 'node:http'

export function rowsOf(figures: CloudFigures) {
  const { fanOut, latency, memory, rest, deviceEvents, firmwareEvents, start } = figures
  const bareFanOut = ({ subscribers, perTick }: FanOutFigures): readonly number[] =>
    fanOut.find(
      other => other.name === BARE && other.subscribers === subscribers && other.perTick === perTick,
    )?.deliveriesPerSecond ?? []
  const bareMemory = ({ subscribers }: MemoryFigures): readonly number[] =>
    memory.find(other => other.name === BARE && other.subscribers === subscribers)?.bytesEach ?? []
  const express = start.at(-1)?.ms ?? []

  const rows = {
    fanOut: fanOut.map(
      (each): FanOutRow => ({
        server: each.name,
        subscribers: each.subscribers,
        perTick: each.perTick,
        deliveriesPerSecond: summarize(each.deliveriesPerSecond),
        cpuMicros: summarize(each.cpuMicros),
        toBare: ratio(each.deliveriesPerSecond, bareFanOut(each)),
      }),
    ),
    latency: latency.map(
      (each): LatencyRow => ({
        server: each.name,
        subscribers: each.subscribers,
        eventsPerSecond: each.eventsPerSecond,
        medianMs: summarize(each.medianMs),
        slowMs: summarize(each.slowMs),
      }),
    ),
    memory: memory.map(
      (each): MemoryRow => ({
        server: each.name,
        subscribers: each.subscribers,
        bytesEach: summarize(each.bytesEach),
        toBare: ratio(each.bytesEach, bareMemory(each)),
      }),
    ),
    device: requestRows(rest.device),
    publish: requestRows(rest.publish),
    deviceEvents: deviceEventRow(deviceEvents),
    firmwareEvents: deviceEventRow(firmwareEvents),
    start: start.map(
      ({ what, ms }): StartRow => ({ what, ms: summarize(ms), toExpress: ratio(ms, express) }),
    ),
  }
  return { ...rows, targets: targetsOf(rows) }
}

function deviceEventRow({ perSecond, medianMs, slowMs }: DeviceEventFigures) {
  return { perSecond: summarize(perSecond), medianMs: summarize(medianMs), slowMs: summarize(slowMs) }
}

function requestRows(figures: readonly RequestFigures[]): RequestRow[] {
  const bare = figures.find(({ name }) => name === BARE)?.perSecond ?? []
  return figures.map(({ name, perSecond, medianMs, slowMs }) => ({
    server: name,
    perSecond: summarize(perSecond),
    medianMs: summarize(medianMs),
    slowMs: summarize(slowMs),
    toBare: ratio(perSecond, bare),
  }))
}

function targetsOf(rows: Pick<CloudResult, 'fanOut' | 'memory' | 'device' | 'start'>): Target[] {
  const isOurs = ({ server }: { server: ContestantName }): boolean => server === OURS
  const [start] = rows.start
  return [
    ...rows.fanOut
      .filter(isOurs)
      .map(({ subscribers, perTick, toBare }) =>
        atLeast(`deliveries to ${people(subscribers)}, ${perTick} a tick`, toBare, 0.8),
      ),
    ...rows.memory
      .filter(isOurs)
      .map(({ subscribers, toBare }) =>
        atMost(`memory of each of ${people(subscribers)}, idle`, toBare, 1.3),
      ),
    ...rows.device.filter(isOurs).map(({ toBare }) => atLeast('requests for a device', toBare, 0.5)),
    ...(start ? [atMost('cold start, to Express without a route', start.toExpress, 3)] : []),
  ]
}

function people(subscribers: number): string {
  return subscribers === 1 ? 'one subscriber' : `${subscribers.toLocaleString('en')} subscribers`
}

function atLeast(target: string, { median }: Summary, limit: number): Target {
  return { target, ratio: median, limit, atLeast: true, met: median >= limit }
}

function atMost(target: string, { median }: Summary, limit: number): Target {
  return { target, ratio: median, limit, atLeast: false, met: median <= limit }
}
