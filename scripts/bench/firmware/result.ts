import type { Machine } from '../lib/machine.ts'
import { ratio, type Summary, summarize } from '../lib/statistics.ts'
import type { CompileRun } from './compiling/compile.ts'
import type { InstanceFigures } from './instances/instances.ts'
import type { InstanceRun, SubjectName } from './instances/messages.ts'
import type { PhotonsRun } from './photons/photons.ts'
import { type Target, targetsOf } from './targets.ts'

/** Everything that was measured, one value or run a repetition. */
export interface FirmwareFigures {
  readonly instances: readonly InstanceFigures[]
  readonly photons: readonly PhotonsRun[]
  readonly compile: readonly CompileRun[]
  readonly watchMs: readonly number[]
}

type Summaries<Run> = { readonly [Figure in keyof Run]: Summary }

/** What only those that publish have. */
interface Publishing {
  readonly publishesPerSecond: Summary
  readonly publishMicros: Summary
}

/** One kind of instance, that many in a process. Ratios are of turns a second, to as many instances of the floors. */
export interface InstanceRow extends Summaries<Omit<InstanceRun, keyof Publishing>> {
  readonly subject: SubjectName
  readonly instances: number
  readonly toBare: Summary
  readonly toAwaited: Summary
  readonly publishing: Publishing | undefined
}

export interface FirmwareResult {
  readonly date: string
  readonly machine: Machine
  readonly versions: Readonly<Record<string, string>>
  readonly repetitions: number
  readonly counts: Readonly<Record<string, number>>
  readonly instances: readonly InstanceRow[]
  readonly photons: Summaries<PhotonsRun>
  readonly compile: Summaries<CompileRun>
  readonly watchMs: Summary
  readonly targets: readonly Target[]
}

/** @param photons how many there were. */
export function rowsOf(figures: FirmwareFigures, photons: number) {
  const rows = {
    instances: figures.instances.map(each => instanceRow(each, figures.instances)),
    photons: photonsRow(figures.photons),
    compile: compileRow(figures.compile),
    watchMs: summarize(figures.watchMs),
  }
  return { ...rows, targets: targetsOf(rows, photons) }
}

function instanceRow(figures: InstanceFigures, all: readonly InstanceFigures[]): InstanceRow {
  const { subject, instances, runs } = figures
  const turns = runs.map(run => run.turnsPerSecond)
  const turnsOf = (name: SubjectName): number[] =>
    all
      .filter(other => other.subject === name && other.instances === instances)
      .flatMap(other => other.runs.map(run => run.turnsPerSecond))
  return {
    subject,
    instances,
    startMs: summarize(runs.map(run => run.startMs)),
    bytesEach: summarize(runs.map(run => run.bytesEach)),
    turnsPerSecond: summarize(turns),
    turnMicros: summarize(runs.map(run => run.turnMicros)),
    restShare: summarize(runs.map(run => run.restShare)),
    toBare: ratio(turns, turnsOf('bare')),
    toAwaited: ratio(turns, turnsOf('awaited')),
    publishing: publishingOf(runs),
  }
}

function publishingOf(runs: readonly InstanceRun[]): Publishing | undefined {
  const perSecond = runs.flatMap(run => run.publishesPerSecond ?? [])
  const micros = runs.flatMap(run => run.publishMicros ?? [])
  if (perSecond.length === 0) return undefined
  return { publishesPerSecond: summarize(perSecond), publishMicros: summarize(micros) }
}

function photonsRow(runs: readonly PhotonsRun[]): Summaries<PhotonsRun> {
  return {
    startMs: summarize(runs.map(run => run.startMs)),
    onlineMs: summarize(runs.map(run => run.onlineMs)),
    bytesEach: summarize(runs.map(run => run.bytesEach)),
    eventsPerSecond: summarize(runs.map(run => run.eventsPerSecond)),
    missing: summarize(runs.map(run => run.missing)),
    missingShare: summarize(runs.map(run => run.missingShare)),
    medianLateMs: summarize(runs.map(run => run.medianLateMs)),
    slowLateMs: summarize(runs.map(run => run.slowLateMs)),
    processorShare: summarize(runs.map(run => run.processorShare)),
  }
}

function compileRow(runs: readonly CompileRun[]): Summaries<CompileRun> {
  return {
    coldMs: summarize(runs.map(run => run.coldMs)),
    warmMs: summarize(runs.map(run => run.warmMs)),
    cachedMs: summarize(runs.map(run => run.cachedMs)),
    againMs: summarize(runs.map(run => run.againMs)),
  }
}
