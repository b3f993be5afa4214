import { Command, CommanderError } from 'commander'
import { execCommand } from './commands/exec.ts'
import { provisionCommand } from './commands/provision.ts'
import { scanCommand } from './commands/scan.ts'
import { simulateCommand } from './commands/simulate.ts'
import { streamCommand } from './commands/stream.ts'
import { toggleCommand } from './commands/toggle.ts'
import { EXIT_CODES, exitCodeFor } from './exit-codes.ts'
import type { Io } from './io.ts'
import { printFailure } from './output/failure.ts'
import { hintFor } from './output/hint.ts'
import { VERSION } from './version.ts'

/**
 * Runs one `particle-setup` command.
 *
 * @param args what stands behind the command's name.
 * @returns the exit code, see {@link EXIT_CODES}.
 */
export async function runCli(args: readonly string[], io: Io): Promise<number> {
  let exitCode: number = EXIT_CODES.done
  const program = createProgram(io, code => {
    exitCode = code
  })
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

function createProgram(io: Io, exit: (code: number) => void): Command {
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
  const commands = [
    simulateCommand(io),
    execCommand(io, exit),
    provisionCommand(io),
    scanCommand(io),
    streamCommand(io),
    toggleCommand(io),
  ]
  for (const command of commands) program.addCommand(command)
  for (const command of [program, ...commands]) {
    command
      .exitOverride()
      .configureOutput({ writeOut: text => io.out(text.trimEnd()), writeErr: text => io.err(text.trimEnd()) })
  }
  return program
}
