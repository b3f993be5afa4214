import { Command, CommanderError } from 'commander'
import { EXIT_CODES, exitCodeFor } from './exit-codes.ts'
import type { Io } from './io.ts'
import { printFailure } from './output/failure.ts'
import { hintFor } from './output/hint.ts'
import { VERSION } from './version.ts'

type Exit = (code: number) => void

/** The commands, each loaded where it is wanted: a simulator starts sooner without the host library. */
const COMMANDS: Readonly<Record<string, (io: Io, exit: Exit) => Promise<Command>>> = {
  simulate: async io => (await import('./commands/simulate.ts')).simulateCommand(io),
  exec: async (io, exit) => (await import('./commands/exec.ts')).execCommand(io, exit),
  provision: async io => (await import('./commands/provision.ts')).provisionCommand(io),
  scan: async io => (await import('./commands/scan.ts')).scanCommand(io),
  stream: async io => (await import('./commands/stream.ts')).streamCommand(io),
  toggle: async io => (await import('./commands/toggle.ts')).toggleCommand(io),
}

/**
 * Runs one `particle-setup` command.
 *
 * @param args what stands behind the command's name.
 * @returns the exit code, see {@link EXIT_CODES}.
 */
export async function runCli(args: readonly string[], io: Io): Promise<number> {
  let exitCode: number = EXIT_CODES.done
  const exit: Exit = code => {
    exitCode = code
  }
  const program = createProgram(await commandsFor(args, io, exit), io)
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    const json = args.includes('--json')
    // For people, commander has printed its own message by now.
    if (error instanceof CommanderError && (error.exitCode === 0 || !json)) return exitCodeFor(error)
    return printFailure(io, error, json, hintFor(error, args))
  }
}

/** The command that the first word names; all of them where it names none, for the help to list. */
function commandsFor([name = '']: readonly string[], io: Io, exit: Exit): Promise<Command[]> {
  const loaders = Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]] : Object.values(COMMANDS)
  return Promise.all(loaders.filter(load => load !== undefined).map(load => load(io, exit)))
}

function createProgram(commands: readonly Command[], io: Io): Command {
  const program = new Command('particle-setup')
    .description('Provision Particle Photons and stream their events, on hardware or on a simulator')
    .version(VERSION)
    .addHelpText(
      'after',
      `
Examples:
  particle-setup simulate                      a Particle Cloud and a Photon on this machine
  particle-setup exec -- npm test              run a command against a simulator of its own
  particle-setup provision --email a@b.example --ssid HomeNet
  particle-setup stream --email a@b.example
  particle-setup toggle off --email a@b.example

Exit codes: 0 done, 1 the user's mistake, 2 our bug, 3 the device or cloud refused, 4 timed out`,
    )
    .enablePositionalOptions()
    .showHelpAfterError('Run with --help for options and examples.')
  for (const command of commands) program.addCommand(command)
  for (const command of [program, ...commands]) {
    command
      .exitOverride()
      .configureOutput({ writeOut: text => io.out(text.trimEnd()), writeErr: text => io.err(text.trimEnd()) })
  }
  return program
}
