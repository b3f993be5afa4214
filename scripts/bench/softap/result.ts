import type { Machine } from '../lib/machine.ts'
import { ratio, type Summary, summarize } from '../lib/statistics.ts'
import { TRANSPORTS, type Transport } from './contestants/contestant.ts'
import type { FleetFigures } from './fleet.ts'
import type { SequenceFigures } from './sequence.ts'

/** One client over one transport, setting up one Photon after the other. Times in milliseconds. */
export interface SequenceRow {
  readonly client: string
  readonly transport: Transport
  readonly connections: number
  readonly bytesSent: number
  readonly ms: Summary
  readonly slowMs: Summary
  readonly cpuMs: Summary
  readonly toRaw: Summary
  readonly toOfficial: Summary
}

/** One way to provision the whole fleet. Times in milliseconds. */
export interface FleetRow {
  readonly client: string
  readonly transport: Transport
  readonly ms: Summary
  readonly onlineMs: Summary
  readonly simulatorCpuMs: Summary
  /** Absent for the whole flow, which does more than the official client can. */
  readonly toOfficial?: Summary
}

/** What is asked of the client, and whether it is so. */
export interface Target {
  readonly target: string
  readonly ratio: number
  readonly limit: number
  readonly met: boolean
}

export interface SoftApResult {
  readonly date: string
  readonly machine: Machine
  readonly versions: Readonly<Record<string, string>>
  readonly repetitions: number
  readonly sequences: number
  readonly photons: number
  readonly atOnce: number
  readonly sequence: readonly SequenceRow[]
  readonly fleet: readonly FleetRow[]
  readonly targets: readonly Target[]
}

const OURS = 'particle-setup'
const OFFICIAL = '@particle/softap-setup'
const RAW = 'raw sockets'

export function sequenceRows(figures: readonly SequenceFigures[]): SequenceRow[] {
  return figures.map(({ contestant, connections, bytesSent, ms, slowMs, cpuMs }) => {
    const beside = (name: string): readonly number[] =>
      figures.find(
        other => other.contestant.name === name && other.contestant.transport === contestant.transport,
      )?.ms ?? []
    return {
      client: contestant.name,
      transport: contestant.transport,
      connections,
      bytesSent,
      ms: summarize(ms),
      slowMs: summarize(slowMs),
      cpuMs: summarize(cpuMs),
      toRaw: ratio(ms, beside(RAW)),
      toOfficial: ratio(ms, beside(OFFICIAL)),
    }
  })
}

export interface FleetWay {
  readonly client: string
  readonly transport: Transport
  /** It is compared with the official client over the same transport. */
  readonly compared: boolean
}

export function fleetRows(ways: readonly FleetWay[], figures: readonly FleetFigures[]): FleetRow[] {
  return ways.flatMap(({ client, transport, compared }, index) => {
    const own = figures[index]
    if (own === undefined) return []
    const official = figures[ways.findIndex(way => way.client === OFFICIAL && way.transport === transport)]
    const row = {
      client,
      transport,
      ms: summarize(own.ms),
      onlineMs: summarize(own.onlineMs),
      simulatorCpuMs: summarize(own.simulatorCpuMs),
    }
    return [compared && official ? { ...row, toOfficial: ratio(own.ms, official.ms) } : row]
  })
}

/** Over both transports: faster than the official client, and near to what the wire allows. */
export function targetsOf(rows: readonly SequenceRow[]): Target[] {
  return TRANSPORTS.flatMap(transport => {
    const row = rows.find(one => one.client === OURS && one.transport === transport)
    if (row === undefined) return []
    const over = transport.toUpperCase()
    return [
      judge(`faster than ${OFFICIAL} over ${over}`, row.toOfficial.median, 1),
      judge(`within 1.5 times of raw sockets over ${over}`, row.toRaw.median, 1.5),
    ]
  })
}

function judge(target: string, measured: number, limit: number): Target {
  return { target, ratio: measured, limit, met: measured <= limit }
}
