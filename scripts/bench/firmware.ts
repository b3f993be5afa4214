import { measureCompile } from './firmware/compiling/compile.ts'
import { copyProject } from './firmware/compiling/project-copy.ts'
import { measureWatch } from './firmware/compiling/watch.ts'
import { measureInstances } from './firmware/instances/instances.ts'
import { measurePhotons } from './firmware/photons/photons.ts'
import { report } from './firmware/report.ts'
import { type FirmwareResult, rowsOf } from './firmware/result.ts'
import type { Benchmark } from './lib/benchmark.ts'
import { describeMachine, packageVersions } from './lib/machine.ts'

const PACKAGES = ['@particle-setup/device-os-wasm', '@particle-setup/simulator']

const COUNTS = {
  instances: 10_000,
  turnMs: 1_000,
  photons: 10_000,
  streamMs: 10_000,
  pauseMs: 6_000,
}

/** Programs as WebAssembly: many in a process, many whole Photons, and how a source becomes one. */
export const firmware: Benchmark = {
  summary: 'programs as WebAssembly: thousands in a process, thousands of Photons, the compiler',
  page: 'packages/device-os-wasm/BENCHMARKS.md',
  heading: 'Firmware',
  counts: COUNTS,
  async run({ repetitions, counts, signal, onProgress }) {
    const { instances, turnMs, photons, streamMs, pauseMs } = { ...COUNTS, ...counts }
    const common = { repetitions, signal, onProgress }
    await using copy = await copyProject()
    const figures = {
      watchMs: await measureWatch({ ...common, copy, pauseMs }),
      compile: await measureCompile({ ...common, copy, pauseMs }),
      instances: await measureInstances({ ...common, instances, turnMs }),
      photons: await measurePhotons({ ...common, photons, streamMs }),
    }
    const data: FirmwareResult = {
      date: new Date().toISOString().slice(0, 10),
      machine: describeMachine(),
      versions: packageVersions(PACKAGES),
      repetitions,
      counts,
      ...rowsOf(figures, photons),
    }
    return { data, markdown: report(data) }
  },
}
