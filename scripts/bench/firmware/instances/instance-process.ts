/** A process full of instances of one kind, which tells what they take. */
import { setTimeout as sleep } from 'node:timers/promises'
import { endWhenReleased, tellParent } from '../../lib/child.ts'
import { residentBytes } from '../../lib/resident.ts'
import type { InstanceOrder, InstanceRun, SubjectName } from './messages.ts'
import type { Subject } from './subjects/subject.ts'

/** Only what is measured is loaded. */
const SUBJECTS: Readonly<Record<SubjectName, () => Promise<Subject>>> = {
  bare: async () => (await import('./subjects/bare.ts')).bare(),
  awaited: async () => (await import('./subjects/bare.ts')).awaited(),
  streaming: async () => (await import('./subjects/streaming.ts')).streaming(),
  delaying: async () => (await import('./subjects/delaying.ts')).delaying(),
}

/** After as many turns of each, memory is what it stays at. */
const STEADY_TURNS = 20

endWhenReleased()
const order: InstanceOrder = JSON.parse(process.argv[2] ?? '')
const subject = await SUBJECTS[order.subject]()
tellParent({ ...(await measure(subject, order)) })

async function measure(subject: Subject, { instances, turnMs, restMs }: InstanceOrder): Promise<InstanceRun> {
  await subject.start(0)
  await turnOften(subject)
  const bytesOfOne = await residentBytes()

  const startedAt = performance.now()
  for (let index = 1; index < instances; index++) await subject.start(index)
  const startMs = performance.now() - startedAt
  await turnOften(subject)
  const bytesEach = ((await residentBytes()) - bytesOfOne) / (instances - 1)

  const turns = await rotate(instances, turnMs, () => subject.turnAll())
  const { publishAll } = subject
  const publishes =
    publishAll &&
    (await rotate(instances, turnMs, async () => {
      const heard = await publishAll()
      if (heard !== instances) throw new Error(`${instances} publish, and ${heard} events have come`)
    }))
  const cpu = process.cpuUsage()
  await sleep(restMs)
  return {
    startMs,
    bytesEach,
    turnsPerSecond: turns.perSecond,
    turnMicros: turns.cpuMicros,
    publishesPerSecond: publishes?.perSecond,
    publishMicros: publishes?.cpuMicros,
    restShare: cpuMs(cpu) / restMs,
  }
}

async function turnOften(subject: Subject): Promise<void> {
  for (let turn = 0; turn < STEADY_TURNS; turn++) await subject.turnAll()
}

/** Whole rounds, until that much time is over. */
async function rotate(instances: number, forMs: number, round: () => Promise<void>) {
  // Collecting what the start has left is not what a turn takes.
  await residentBytes()
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  let turns = 0
  do {
    await round()
    turns += instances
  } while (performance.now() - startedAt < forMs)
  const elapsedMs = performance.now() - startedAt
  return { perSecond: (turns / elapsedMs) * 1000, cpuMicros: (cpuMs(cpu) / turns) * 1000 }
}

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}
