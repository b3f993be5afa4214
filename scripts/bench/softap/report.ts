import { range, scaled } from '../lib/figures.ts'
import { markdownTable } from '../lib/markdown.ts'
import type { SoftApResult } from './result.ts'

/** The figures as a section of a page. */
export function report(result: SoftApResult): string {
  const { machine, versions } = result
  return [
    `Measured ${result.date}. Made again by \`npm run bench -- softap\`, which writes this section.`,
    facts(result),
    `### One Photon after the other

Every client does the same: device id, scan, public key, claim code, network with its password encrypted under
that key, connect. The raw sockets send the very bytes that particle-setup sends, over as many connections, each
time with a fresh RSA ciphertext, and look at no more of an answer than they must. The official client begins over
TCP with a connection more, whose answer it throws away. The Photon listens on ports of its own for each sequence, so
that no connection is left from the one before; that it was given the right network, password and claim code is
checked each time.`,
    sequenceTable(result),
    ...(result.fleet.length > 0 ? [fleetText(result), fleetTable(result)] : []),
    `### Targets`,
    markdownTable(
      ['', 'ratio:', 'limit:', ''],
      result.targets.map(({ target, ratio, limit, met }) => [
        target,
        ratio.toFixed(2),
        String(limit),
        met ? 'met' : '**missed**',
      ]),
    ),
    `Node ${machine.node} with OpenSSL ${machine.openssl}; ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}.`,
  ].join('\n\n')
}

function facts({ machine, repetitions, sequences }: SoftApResult): string {
  const { cores, processor, memoryGib, system } = machine
  return `${cores} cores (${processor}), ${memoryGib} GiB, ${system}; loopback only. The client runs in one process, the Photons in
another; nothing simulated takes time. The clients take turns, sequence by sequence. Repetitions: ${repetitions}, of ${sequences} sequences each.
Figures are the **median of the repetitions [lowest – highest]**. Ratios are taken within a repetition, so that what
slowed all clients down cancels out: compare those, and not milliseconds across machines.`
}

function sequenceTable({ sequence }: SoftApResult): string {
  return markdownTable(
    [
      'client',
      'over',
      'connections:',
      'bytes sent:',
      'ms a sequence:',
      '99th percentile, ms:',
      'processor time of the client, ms:',
      'to raw sockets:',
      'to the official client:',
    ],
    sequence.map(row => [
      row.client,
      row.transport.toUpperCase(),
      String(row.connections),
      String(row.bytesSent),
      range(row.ms),
      range(row.slowMs),
      range(row.cpuMs),
      range(row.toRaw),
      range(row.toOfficial),
    ]),
  )
}

function fleetText({ photons, atOnce }: SoftApResult): string {
  return `### ${photons.toLocaleString('en')} Photons, ${atOnce} at a time

A simulator with that many Photons, each running the real firmware and joining the simulated cloud as soon as it
is told to connect, while the others are still being set up. The time until the last sequence is through, and until
the last Photon is in the cloud. \`provision()\` does the whole flow for each Photon: a customer, a token and a claim
code from the cloud, the sequence (without a scan), and the cloud asked until it shows the Photon online and owned.
The simulator is one thread: its processor time, most of it the programs' main loops, is the least that any client
can take.`
}

function fleetTable({ fleet }: SoftApResult): string {
  return markdownTable(
    [
      'client',
      'over',
      's until set up:',
      's until online:',
      'processor time of the simulator, s:',
      'to the official client:',
    ],
    fleet.map(row => [
      row.client,
      row.transport.toUpperCase(),
      range(scaled(row.ms, 1 / 1000)),
      range(scaled(row.onlineMs, 1 / 1000)),
      range(scaled(row.simulatorCpuMs, 1 / 1000)),
      row.toOfficial ? range(row.toOfficial) : '–',
    ]),
  )
}
