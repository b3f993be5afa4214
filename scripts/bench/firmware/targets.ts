import type { Summary } from '../lib/statistics.ts'
import type { FirmwareResult } from './result.ts'

/** What is asked of firmware, and whether it is so. */
export interface Target {
  readonly target: string
  readonly value: number
  readonly unit: string
  readonly limit: number
  /** The value has to be above the limit, not below. */
  readonly atLeast: boolean
  readonly met: boolean
}

/** Of the events that are due; a clock that is read at both ends is some milliseconds off. */
const ALL_BUT = 0.99

export function targetsOf(
  rows: Pick<FirmwareResult, 'instances' | 'photons' | 'compile' | 'watchMs'>,
  count: number,
): Target[] {
  const { photons, compile, watchMs } = rows
  const most = rows.instances.findLast(({ subject }) => subject === 'streaming')
  const instances = most ? `${most.instances.toLocaleString('en')} instances` : ''
  const many = `${count.toLocaleString('en')} Photons`
  return [
    ...(most
      ? [
          atMost(`memory of each of ${instances}`, most.bytesEach, 1024, 'KiB', 32),
          atMost(`start of ${instances}`, most.startMs, 1_000, 's', 3),
        ]
      : []),
    atMost(`until ${many} run their program`, photons.startMs, 1_000, 's', 3),
    atLeast(`events of ${many}`, photons.eventsPerSecond, 'a second', count * ALL_BUT),
    atMost('samples of theirs that are missing, each thousand', photons.missingShare, 1 / 1_000, '', 1),
    atMost(`processors that the simulator takes for that`, photons.processorShare, 1, '', 1),
    atMost('from saving a source to the changed program', watchMs, 1_000, 's', 1.5),
    atMost('compiling what was compiled before, in the same process', compile.againMs, 1, 'ms', 50),
  ]
}

function atMost(target: string, { median }: Summary, per: number, unit: string, limit: number): Target {
  const value = median / per
  return { target, value, unit, limit, atLeast: false, met: value <= limit }
}

function atLeast(target: string, { median }: Summary, unit: string, limit: number): Target {
  return { target, value: median, unit, limit, atLeast: true, met: median >= limit }
}
