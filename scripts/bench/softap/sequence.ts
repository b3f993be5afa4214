import { deepStrictEqual } from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { startChild } from '../lib/child.ts'
import { interleave } from '../lib/interleave.ts'
import { quantile } from '../lib/statistics.ts'
import { type Contestant, TRANSPORTS } from './contestants/contestant.ts'
import { official } from './contestants/official.ts'
import { ours } from './contestants/ours.ts'
import { raw } from './contestants/raw.ts'
import type { Listening } from './messages.ts'
import { WISH } from './network.ts'
import { type Recording, record } from './recorder.ts'

/** Sequences before the first measured one, so that no contestant pays for the compiler's warming up. */
const WARM_UP_SEQUENCES = 50

/** How one contestant fared, one value a repetition. */
export interface SequenceFigures {
  readonly contestant: Contestant
  readonly connections: number
  readonly bytesSent: number
  /** Median of the repetition's sequences, in milliseconds. */
  readonly ms: readonly number[]
  /** What one sequence in a hundred takes or exceeds. */
  readonly slowMs: readonly number[]
  /** Processor time of this process for a sequence. */
  readonly cpuMs: readonly number[]
}

export interface SequenceOptions {
  readonly repetitions: number
  /** Of each contestant, in a repetition. */
  readonly sequences: number
  readonly signal: AbortSignal
  readonly onRepetition: (repetition: number) => void
}

/** One Photon after the other, each by the next contestant. */
export async function measureSequences(options: SequenceOptions): Promise<SequenceFigures[]> {
  await using photon = startChild<never, Listening>(
    fileURLToPath(new URL('./photon-process.ts', import.meta.url)),
    [],
    options.signal,
  )
  let { ports } = await photon.next()
  /** The Photon listens again; what it was given must be what was wished for. */
  const nextPhoton = async (): Promise<void> => {
    const next = await photon.next()
    ports = next.ports
    const { ssid, password, claimCode } = WISH
    deepStrictEqual(next.given, { ssid, password, claimCode })
  }
  const recorded = async (contestant: Contestant): Promise<Entry> => {
    const recording = await record(contestant, ports)
    await nextPhoton()
    return { contestant, recording }
  }
  const entries: Entry[] = []
  for (const transport of TRANSPORTS) {
    const own = await recorded(ours(transport))
    entries.push(own, await recorded(official(transport)), await recorded(raw(transport, own.recording)))
  }
  const setUp = async ({ contestant }: Entry): Promise<Took> => {
    const cpu = process.cpuUsage()
    const startedAt = performance.now()
    await contestant.setUp(ports)
    const ms = performance.now() - startedAt
    const { user, system } = process.cpuUsage(cpu)
    await nextPhoton()
    return { ms, cpuMs: (user + system) / 1000 }
  }
  /** Sequence by sequence: what else the machine does meets all alike. */
  const measure = (sequences: number): Promise<Took[][]> => interleave(entries, sequences, () => {}, setUp)

  await measure(Math.min(WARM_UP_SEQUENCES, options.sequences))
  const repetitions: Took[][][] = []
  for (let repetition = 1; repetition <= options.repetitions; repetition++) {
    options.onRepetition(repetition)
    repetitions.push(await measure(options.sequences))
  }
  return entries.map(({ contestant, recording }, index) => {
    const each = (value: (took: Took[]) => number): number[] =>
      repetitions.map(repetition => value(repetition[index] ?? []))
    return {
      contestant,
      connections: recording.length,
      bytesSent: recording.flat().reduce((sum, request) => sum + request.length, 0),
      ms: each(took =>
        quantile(
          took.map(({ ms }) => ms),
          0.5,
        ),
      ),
      slowMs: each(took =>
        quantile(
          took.map(({ ms }) => ms),
          0.99,
        ),
      ),
      cpuMs: each(took => took.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / took.length),
    }
  })
}

interface Entry {
  readonly contestant: Contestant
  readonly recording: Recording
}

interface Took {
  readonly ms: number
  readonly cpuMs: number
}
