import { type Command, Option } from 'commander'
import { integer, positive } from '../options.ts'

/** What `simulate` and `exec` can be told of the simulation. */
export interface SimulationOptions {
  readonly photons?: number
  readonly firmware?: string
  readonly world?: string
  readonly state?: string
  readonly speed: number
  readonly seed?: string
}

export function addSimulationOptions(command: Command): Command {
  return command
    .addOption(new Option('--photons <n>', 'how many Photons (default: 1)').argParser(integer(0, 10_000)))
    .option(
      '--firmware <path>',
      'Particle project to compile, or a compiled .wasm (default: ./firmware, or . if it is one)',
    )
    .option('--world <file>', 'YAML file with networks, timings and seed')
    .option('--state <dir>', 'keep flash and cloud state there over restarts')
    .addOption(
      new Option('--speed <n>', 'simulated seconds that pass in a real one').argParser(positive).default(1),
    )
    .option('--seed <text>', 'same seed, same devices, keys of the cloud and noise')
}
