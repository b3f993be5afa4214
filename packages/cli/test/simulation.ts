import { join } from 'node:path'
import { compile } from '@particle-setup/device-os-wasm/compile'
import { createSimulator, type Simulator, type SimulatorOptions } from '@particle-setup/simulator'
import { simulationEnvironment } from '../src/simulation/environment.ts'

export const FIRMWARE = join(import.meta.dirname, '..', '..', '..', 'firmware')

/** A simulation with the real firmware, twenty times as fast as life. */
export async function simulation(options: SimulatorOptions = {}): Promise<Simulator> {
  return await createSimulator({ firmware: await compile(FIRMWARE), speed: 20, ...options })
}

/** The environment under which commands find it. */
export async function environmentOf(simulator: Simulator): Promise<Record<string, string>> {
  return simulationEnvironment(await simulator.info())
}
