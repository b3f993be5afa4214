import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { InvalidInput } from '@particle-setup/host/errors'
import { Command } from 'commander'
import type { Io } from '../io.ts'
import { simulationEnvironment } from '../simulation/environment.ts'
import { addSimulationOptions, type SimulationOptions } from '../simulation/options.ts'
import { particleCliHome } from '../simulation/particle-cli-home.ts'
import { startSimulation } from '../simulation/start.ts'

interface ExecOptions extends SimulationOptions {
  readonly particleCli?: true
}

/** `particle-setup exec -- CMD`: a simulator for the length of one command. */
export function execCommand(io: Io, exit: (code: number) => void): Command {
  const command = new Command('exec')
    .summary('run a command against a simulator of its own')
    .description(
      'Starts a simulator on free ports, runs the command with PARTICLE_* and PHOTON_* pointing at it, ' +
        'stops the simulator and ends with the exit code of the command.',
    )
    .argument('<command...>', 'the command and its arguments, behind --')
    .passThroughOptions()
    .option(
      '--particle-cli',
      "run it in a home folder of its own, where Particle's command-line tool is signed in to the simulator; " +
        'with --claimed, it finds devices there',
    )
    .addHelpText(
      'after',
      `
Examples:
  particle-setup exec -- npx vitest run
  particle-setup exec --speed 20 -- particle-setup provision --email a@b.example --ssid HomeNet
  particle-setup exec --particle-cli --claimed -- particle list`,
    )
  return addSimulationOptions(command).action(async (words: string[], options: ExecOptions) => {
    await using simulator = await startSimulation(io, options, {
      host: '127.0.0.1',
      cloud: 0,
      softapHttp: 0,
      softapTcp: 0,
    })
    io.status('')
    const info = await simulator.info()
    const env = { ...io.env, ...simulationEnvironment(info) }
    if (!options.particleCli) return exit(await run(words, env, io.signal))
    await using home = await particleCliHome(info, io.env)
    exit(await run(words, { ...env, ...home.env }, io.signal))
  })
}

/** The command's exit code; a signal counts as shells count it. */
function run(words: readonly string[], env: Io['env'], signal: AbortSignal): Promise<number> {
  const [file = '', ...args] = words
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: 'inherit', env })
    const stop = (): void => {
      child.kill('SIGTERM')
    }
    signal.addEventListener('abort', stop, { once: true })
    child.on('error', cause => {
      signal.removeEventListener('abort', stop)
      reject(
        new InvalidInput('command', `cannot run "${file}": ${cause.message}${adviceFor(file)}`, { cause }),
      )
    })
    child.on('exit', (code, name) => {
      signal.removeEventListener('abort', stop)
      resolve(code ?? 128 + (name ? constants.signals[name] : 0))
    })
  })
}

/** Names what is to be installed for a command that is known. */
function adviceFor(file: string): string {
  if (file !== 'particle') return ''
  // 3.43.1 uses execa without asking for it.
  return ". Particle's command-line tool comes with `npm install --save-dev particle-cli execa@5`"
}
