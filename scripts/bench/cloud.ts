import { measureDeviceEvents } from './cloud/device-events.ts'
import { measureFanOut } from './cloud/fan-out.ts'
import { measureFirmwareEvents } from './cloud/firmware-events.ts'
import { measureLatency } from './cloud/latency.ts'
import { measureMemory } from './cloud/memory.ts'
import { report } from './cloud/report.ts'
import { measureRest } from './cloud/rest.ts'
import { type CloudResult, rowsOf } from './cloud/result.ts'
import { measureStart } from './cloud/start.ts'
import type { Benchmark } from './lib/benchmark.ts'
import { describeMachine, packageVersions } from './lib/machine.ts'

const PACKAGES = ['@particle-setup/simulator', '@particle-setup/cli', 'express']

const COUNTS = {
  deliveries: 500_000,
  requests: 30_000,
  publishes: 5_000,
  devices: 1_000,
  photons: 200,
  idle: 5_000,
  steadyMs: 2_000,
}

/** The simulated cloud beside the strongest `node:http` and beside plain Express. */
export const cloud: Benchmark = {
  summary: 'the cloud: events to many subscribers, requests, memory, start; beside node:http and Express',
  page: 'simulator/BENCHMARKS.md',
  heading: 'The cloud',
  counts: COUNTS,
  async run({ repetitions, counts, signal, onProgress }) {
    const { deliveries, requests, publishes, devices, photons, idle, steadyMs } = { ...COUNTS, ...counts }
    const common = { repetitions, signal, onProgress }
    const figures = {
      fanOut: await measureFanOut({ ...common, deliveries }),
      latency: await measureLatency({ ...common, forMs: steadyMs }),
      memory: await measureMemory({ ...common, subscribers: idle }),
      rest: await measureRest({ ...common, requests, publishes }),
      deviceEvents: await measureDeviceEvents({ ...common, devices, forMs: steadyMs }),
      firmwareEvents: await measureFirmwareEvents({ ...common, devices: photons, forMs: steadyMs }),
      start: await measureStart(common),
    }
    const data: CloudResult = {
      date: new Date().toISOString().slice(0, 10),
      machine: describeMachine(),
      versions: packageVersions(PACKAGES),
      repetitions,
      counts,
      ...rowsOf(figures),
    }
    return { data, markdown: report(data) }
  },
}
