import { range, scaled, whole, wholes } from '../lib/figures.ts'
import { markdownTable } from '../lib/markdown.ts'
import { STEADY_RATE } from './device-events.ts'
import { HURRY } from './firmware-events.ts'
import { ASKING, PUBLISHING } from './rest.ts'
import type { CloudResult, RequestRow } from './result.ts'

/** The figures as a section of a page. */
export function report(result: CloudResult): string {
  const { machine, versions } = result
  return [
    `Measured ${result.date}. Made again by \`npm run bench -- cloud\`, which writes this section.`,
    facts(result),
    `### Events to many subscribers

Events are published as fast as every subscriber takes them, 16 or one in a turn of the event loop; a subscriber only
counts bytes, and what it was sent is compared with what was published. Time is taken until the last byte has come.`,
    fanOutTable(result),
    `### How late an event is

From publishing to the subscriber, at a rate that every server keeps up with.`,
    latencyTable(result),
    `### Memory of an idle subscriber

Resident memory of a new process with so many streams open, less what it was with none, after garbage collection.`,
    memoryTable(result),
    `### Requests for a device

\`GET /v1/devices/:device\` with a token, over ${ASKING} keep-alive connections. \`node:http\` sends the bytes that the cloud
answered, prepared; Express sends the same object by \`res.json\`. Only the cloud looks anything up: the token, its account,
the device, whether it is online and who owns it.`,
    requestTable(result.device),
    `### Publishing until it is delivered

\`POST /v1/devices/events\` over ${PUBLISHING} keep-alive connections until the last event has come to a subscriber; times are of
one event after the other, from before the request to the event.`,
    requestTable(result.publish),
    deviceEventText(result),
    firmwareEventText(result),
    `### Cold start

From starting the process to the line in which it says that it listens: a cloud and a Photon that runs its firmware, beside
an empty server. The firmware is compiled already.`,
    startTable(result),
    `### Targets`,
    targetTable(result),
    `Node ${machine.node}; ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}.`,
  ].join('\n\n')
}

function facts({ machine, repetitions }: CloudResult): string {
  const { cores, processor, memoryGib, system } = machine
  return `${cores} cores (${processor}), ${memoryGib} GiB, ${system}; loopback only. Servers run in processes of their own, the
load in another. **particle-setup** is the whole simulated cloud. **node:http** is the strongest server for one of these tasks
alone: no router, events framed once and written to the sockets in one piece for a turn of the event loop, with no bound for
who does not read, and one token compared as a string. **Express** is written as its documentation shows it. They take
turns, ${repetitions} repetitions; figures are the **median of the repetitions [lowest – highest]**, and ratios are taken within a
repetition: compare those, and not figures across machines.`
}

function fanOutTable({ fanOut }: CloudResult): string {
  return markdownTable(
    [
      'server',
      'subscribers:',
      'events a tick:',
      'deliveries a second:',
      'processor time each, µs:',
      'to node:http:',
    ],
    fanOut.map(row => [
      row.server,
      whole(row.subscribers),
      String(row.perTick),
      wholes(row.deliveriesPerSecond),
      range(row.cpuMicros),
      range(row.toBare),
    ]),
  )
}

function latencyTable({ latency }: CloudResult): string {
  return markdownTable(
    ['server', 'subscribers:', 'events a second:', 'median, ms:', '99th percentile, ms:'],
    latency.map(row => [
      row.server,
      whole(row.subscribers),
      whole(row.eventsPerSecond),
      range(row.medianMs),
      range(row.slowMs),
    ]),
  )
}

function memoryTable({ memory }: CloudResult): string {
  return markdownTable(
    ['server', 'subscribers:', 'KiB each:', 'to node:http:'],
    memory.map(row => [
      row.server,
      whole(row.subscribers),
      range(scaled(row.bytesEach, 1 / 1024)),
      range(row.toBare),
    ]),
  )
}

function requestTable(rows: readonly RequestRow[]): string {
  return markdownTable(
    ['server', 'a second:', 'median, ms:', '99th percentile, ms:', 'to node:http:'],
    rows.map(row => [
      row.server,
      wholes(row.perSecond),
      range(row.medianMs),
      range(row.slowMs),
      range(row.toBare),
    ]),
  )
}

function deviceEventText({ counts, deviceEvents: { perSecond, medianMs, slowMs } }: CloudResult): string {
  const devices = counts['devices'] ?? 0
  return `${whole(devices)} devices in sessions of their own that all publish at once: ${wholes(perSecond)} events a second to a
subscriber. At ${whole(devices * STEADY_RATE)} events a second, less than the one a second that a device may publish, an event takes
${range(medianMs)} ms, and one in a hundred ${range(slowMs)} ms or more.`
}

function firmwareEventText({ counts, firmwareEvents }: CloudResult): string {
  const { perSecond, medianMs, slowMs } = firmwareEvents
  const photons = counts['photons'] ?? 0
  return `${whole(photons)} Photons whose firmware publishes once a second, in one process with the cloud and the subscriber: from
\`Particle.publish\` to the subscriber an event takes ${range(medianMs)} ms, and one in a hundred ${range(slowMs)} ms or more.
At ${whole(HURRY)} times the speed of life, ${wholes(perSecond)} events a second come through; the Photons' clocks allow ${whole(photons * HURRY)}.`
}

function startTable({ start }: CloudResult): string {
  return markdownTable(
    ['what', 'ms:', 'to Express:'],
    start.map(row => [row.what, wholes(row.ms), range(row.toExpress)]),
  )
}

function targetTable({ targets }: CloudResult): string {
  return markdownTable(
    ['to node:http, unless it says otherwise', 'ratio:', 'limit:', ''],
    targets.map(({ target, ratio, limit, atLeast, met }) => [
      target,
      ratio.toFixed(2),
      `${atLeast ? '≥' : '≤'} ${limit}`,
      met ? 'met' : '**missed**',
    ]),
  )
}
