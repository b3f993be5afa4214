import type { Benchmark } from './lib/benchmark.ts'
import { describeMachine, packageVersions } from './lib/machine.ts'
import { TRANSPORTS } from './softap/contestants/contestant.ts'
import { official } from './softap/contestants/official.ts'
import { ours } from './softap/contestants/ours.ts'
import { AT_ONCE, measureFleets } from './softap/fleet.ts'
import { report } from './softap/report.ts'
import { type FleetWay, fleetRows, type SoftApResult, sequenceRows, targetsOf } from './softap/result.ts'
import { measureSequences } from './softap/sequence.ts'

const PACKAGES = ['@particle-setup/host', '@particle-setup/simulator', '@particle/softap-setup']

/** Setting Photons up: our client, Particle's, and what the wire allows. */
export const softap: Benchmark = {
  summary: "setting Photons up: this repository's client, Particle's own, raw sockets",
  page: 'simulator/BENCHMARKS.md',
  heading: 'Setting Photons up (SoftAP)',
  counts: { sequences: 150, photons: 1_000 },
  async run({ repetitions, counts, signal, onProgress }) {
    const { sequences = 0, photons = 0 } = counts
    const sequenceFigures = await measureSequences({
      repetitions,
      sequences,
      signal,
      onRepetition: now => onProgress(`one Photon after the other, repetition ${now} of ${repetitions}`),
    })
    const contestants = TRANSPORTS.flatMap(transport => [ours(transport), official(transport)])
    const fleetFigures =
      photons === 0
        ? []
        : await measureFleets(contestants, {
            photons,
            repetitions,
            signal,
            onRepetition: now => onProgress(`${photons} Photons, repetition ${now} of ${repetitions}`),
          })
    const ways: FleetWay[] = [
      ...contestants.map(({ name, transport }) => ({ client: name, transport, compared: true })),
      { client: 'particle-setup, `provision()`', transport: 'tcp', compared: false },
    ]
    const sequence = sequenceRows(sequenceFigures)
    const data: SoftApResult = {
      date: new Date().toISOString().slice(0, 10),
      machine: describeMachine(),
      versions: packageVersions(PACKAGES),
      repetitions,
      sequences,
      photons,
      atOnce: AT_ONCE,
      sequence,
      fleet: fleetRows(ways, fleetFigures),
      targets: targetsOf(sequence),
    }
    return { data, markdown: report(data) }
  },
}
