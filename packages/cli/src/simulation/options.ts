import { type Command, InvalidArgumentError, Option } from 'commander'
import { integer, positive } from '../options.ts'

/** Faster than that, real time is too coarse for what the Photons wait for. */
const MOST_SPEED = 100

function speed(text: string): number {
  const value = positive(text)
  if (value > MOST_SPEED) throw new InvalidArgumentError(`Give a number up to ${MOST_SPEED}.`)
  return value
}

/** What `simulate` and `exec` can be told of the simulation. */
export interface SimulationOptions {
  readonly photons?: number
  readonly firmware?: string
  readonly world?: string
  readonly state?: string
  readonly speed: number
  readonly seed?: string
  readonly libraries?: readonly string[]
  readonly rateLimits?: true
  readonly webhooksAnywhere?: true
  readonly sockets: 'none' | 'loopback'
  readonly claimed?: true
}

export function addSimulationOptions(command: Command): Command {
  return command
    .addOption(new Option('--photons <n>', 'how many Photons (default: 1)').argParser(integer(0, 10_000)))
    .option(
      '--firmware <path>',
      'Particle project to compile, or a compiled .wasm (default: ./firmware, or . if it is one, else Tinker)',
    )
    .option('--world <file>', 'YAML file with networks, timings and seed')
    .option('--state <dir>', 'keep flash and cloud state there over restarts')
    .addOption(
      new Option('--speed <n>', 'simulated seconds that pass in a real one, at most 100')
        .argParser(speed)
        .default(1),
    )
    .option('--seed <text>', 'same seed, same devices and noise')
    .option(
      '--libraries <dir>',
      "folder of firmware libraries that the cloud offers; may be repeated (default: the project's lib)",
      (dir: string, before: readonly string[] = []) => [...before, dir],
    )
    .option('--rate-limits', "answer 429 to who asks for more than Particle's cloud lets")
    .option('--webhooks-anywhere', 'let webhooks call addresses beyond this machine')
    .addOption(
      new Option('--sockets <reach>', "how far the programs' TCP and UDP reach: nowhere, or this machine")
        .choices(['none', 'loopback'])
        .default('none'),
    )
    .option('--claimed', 'start with Photons that are set up: on the first network, owned by the developer')
}
