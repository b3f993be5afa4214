import { fileURLToPath } from 'node:url'
import { startChild } from '../../lib/child.ts'
import { interleave } from '../../lib/interleave.ts'
import { type InstanceOrder, type InstanceRun, SUBJECTS, type SubjectName } from './messages.ts'

/** One kind of instance, that many in a process; one run a repetition. */
export interface InstanceFigures {
  readonly subject: SubjectName
  readonly instances: number
  readonly runs: readonly InstanceRun[]
}

export interface InstanceOptions {
  readonly repetitions: number
  /** The most in one process; a tenth of them is measured as well. */
  readonly instances: number
  readonly turnMs: number
  readonly signal: AbortSignal
  readonly onProgress: (line: string) => void
}

/** How long nothing is asked of them. */
const REST_MS = 1_000

/** Left alone, V8's young generation grows to more than 100 MB, whatever fills it, and keeps them. */
const NODE_OPTIONS = ['--max-semi-space-size=4']

/** Each time in a new process. */
export async function measureInstances(options: InstanceOptions): Promise<InstanceFigures[]> {
  const { repetitions, turnMs, signal, onProgress } = options
  const orders = [Math.ceil(options.instances / 10), options.instances].flatMap(instances =>
    SUBJECTS.map((subject): InstanceOrder => ({ subject, instances, turnMs, restMs: REST_MS })),
  )
  const measured = await interleave(
    orders,
    repetitions,
    now => onProgress(`instances, repetition ${now} of ${repetitions}`),
    order => runInstances(order, signal),
  )
  return orders.map(({ subject, instances }, index) => ({ subject, instances, runs: measured[index] ?? [] }))
}

async function runInstances(order: InstanceOrder, signal: AbortSignal): Promise<InstanceRun> {
  const file = fileURLToPath(new URL('./instance-process.ts', import.meta.url))
  await using child = startChild<never, InstanceRun>(file, [JSON.stringify(order)], signal, NODE_OPTIONS)
  return await child.next()
}
