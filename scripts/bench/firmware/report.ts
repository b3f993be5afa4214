import { range, scaled, whole, wholes } from '../lib/figures.ts'
import { markdownTable } from '../lib/markdown.ts'
import type { SubjectName } from './instances/messages.ts'
import type { FirmwareResult, InstanceRow } from './result.ts'

const NAMES: Readonly<Record<SubjectName, string>> = {
  bare: 'bare module',
  awaited: 'bare module, awaited',
  streaming: '`firmware/`',
  delaying: '`delay(1000)`',
}

/** The figures as a section of a page. */
export function report(result: FirmwareResult): string {
  const { machine, versions } = result
  return [
    `Measured ${result.date}. Made again by \`npm run bench -- firmware\`, which writes this section.`,
    facts(result),
    `### Instances

Each row in a new process. **bare module** is the floor: an instance of an empty exported function and 128 KiB of memory,
called as JavaScript calls anything; **awaited**, by a call that WebAssembly may suspend, as every call of a firmware is.
\`firmware/\` is this repository's own, on boards of a few functions and 2 KiB of EEPROM each; \`delay(1000)\` is a program whose
\`loop()\` is nothing else, so that all of them are inside a call all the time. Started: the constructors have run and
\`setup()\` has returned. Memory is resident memory less that of the process with one instance, after garbage collection and
20 turns of each; V8's young generation, which would grow to over 100 MB whatever fills it, is held to
\`--max-semi-space-size=4\`. Turns are of all in rotation, with nothing due; of \`delay(1000)\`, from one delay into the next.`,
    instanceTable(result),
    publishText(result),
    sleepText(result),
    `### Photons

The whole simulator, its cloud and ${whole(result.counts['photons'] ?? 0)} Photons of \`firmware/\` that begin set up, in one process; each
publishes once a second. A subscriber of all events, in another process, holds each against what its Photon has sent before.
A real Photon takes seconds to join its network and the cloud, and so do these. How late an event is goes by the
cloud's \`published_at\`, which is in whole milliseconds. Memory is what there is beyond a simulator with one Photon.`,
    photonsTable(result),
    `### Compiling

\`firmware/\`, after one of its sources was changed. Every way gives the same bytes, which is checked each time. Saved:
\`watchFirmware\`, as \`simulate --watch\` has it, from before the source is saved until the changed program prints a line on the
simulated Photon.`,
    compileTable(result),
    `### Targets`,
    targetTable(result),
    `Node ${machine.node}; ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}.`,
  ].join('\n\n')
}

function facts({ machine, repetitions }: FirmwareResult): string {
  const { cores, processor, memoryGib, system } = machine
  return `${cores} cores (${processor}), ${memoryGib} GiB, ${system}; loopback only. Repetitions: ${repetitions}. Figures are the
**median of the repetitions [lowest – highest]**. Ratios are taken within a repetition: compare those and processor time,
and not what a machine does in a second.`
}

function instanceTable({ instances }: FirmwareResult): string {
  return markdownTable(
    [
      'what',
      'instances:',
      'ms until started:',
      'KiB each:',
      'turns a second:',
      'processor time of a turn, µs:',
      'to bare:',
      'to awaited:',
    ],
    instances.map(row => [
      NAMES[row.subject],
      whole(row.instances),
      wholes(row.startMs),
      range(scaled(row.bytesEach, 1 / 1024), 1),
      wholes(row.turnsPerSecond),
      range(row.turnMicros, 3),
      range(row.toBare, 4),
      range(row.toAwaited),
    ]),
  )
}

function publishText({ instances }: FirmwareResult): string {
  return instances
    .flatMap(({ instances, publishing }) =>
      publishing
        ? `${whole(instances)} of \`firmware/\` that each sample, publish and are heard by a subscriber of the board's events:
${wholes(publishing.publishesPerSecond)} events a second, of ${range(publishing.publishMicros)} µs of processor time each.`
        : [],
    )
    .join('\n\n')
}

function sleepText({ instances }: FirmwareResult): string {
  const asleep = instances.findLast(({ subject }) => subject === 'delaying')
  return asleep === undefined ? '' : sleepTextOf(asleep)
}

/** A minute of a `loop()` that sleeps a second at a time. */
const MINUTE_TURNS = 60

function sleepTextOf({ instances, turnMicros, restShare }: InstanceRow): string {
  const minuteMs = scaled(turnMicros, MINUTE_TURNS / 1000)
  return `A Photon whose loop sleeps costs nothing while it sleeps: the process of ${whole(instances)} that are inside \`delay(1000)\` takes
${range(scaled(restShare, 100))} % of a processor until the first of them wakes. To wake them each second costs
${range(minuteMs)} ms of processor time each, of a minute.`
}

function photonsTable({ photons }: FirmwareResult): string {
  return markdownTable(
    ['', 'figure:'],
    [
      ['s until every program runs', range(scaled(photons.startMs, 1 / 1000))],
      ['s until all are online', range(scaled(photons.onlineMs, 1 / 1000))],
      ['KiB each', range(scaled(photons.bytesEach, 1 / 1024), 1)],
      ['events a second', wholes(photons.eventsPerSecond)],
      ['samples that are missing', wholes(photons.missing)],
      ['how late an event is, median, ms', wholes(photons.medianLateMs)],
      ['99th percentile, ms', wholes(photons.slowLateMs)],
      ['processors that the simulator takes', range(photons.processorShare)],
    ],
  )
}

function compileTable({ compile, watchMs }: FirmwareResult): string {
  return markdownTable(
    ['', 'ms:'],
    [
      ['cold: a new process, an empty cache', wholes(compile.coldMs)],
      ["warm: the API is compiled, a compiler's process waits", wholes(compile.warmMs)],
      ['cached: unchanged, a new process', wholes(compile.cachedMs)],
      ['cached: unchanged, the same process', wholes(compile.againMs)],
      ['saved until the Photon runs it', wholes(watchMs)],
    ],
  )
}

function targetTable({ targets }: FirmwareResult): string {
  return markdownTable(
    ['', 'figure:', 'limit:', ''],
    targets.map(({ target, value, unit, limit, atLeast, met }) => [
      target,
      `${Number(value.toPrecision(3)).toLocaleString('en')} ${unit}`.trim(),
      `${atLeast ? '≥' : '≤'} ${limit.toLocaleString('en')}`,
      met ? 'met' : '**missed**',
    ]),
  )
}
