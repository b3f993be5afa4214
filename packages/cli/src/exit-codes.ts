import {
  InvalidInput,
  MissingCredentials,
  ParticleSetupError,
  RegistryError,
  TimedOut,
} from '@particle-setup/host'
import { CommanderError } from 'commander'
import { InterruptedError } from './process-io.ts'

/** What the process says as it ends. */
export const EXIT_CODES = {
  done: 0,
  /** The user's mistake: an option, a missing credential, a file, a taken port, a firmware that does not compile. */
  user: 1,
  /** Our bug. */
  bug: 2,
  /** The device or the cloud refused, or could not be reached. */
  refused: 3,
  /** A wait reached its limit. */
  timedOut: 4,
  /** Ctrl-C and SIGTERM, as shells count them: 128 and the signal's number. */
  interrupted: 130,
  terminated: 143,
} as const

/**
 * Codes of what the simulator, the compiler and the demo throw for a user to mend. As text, because most commands
 * never load those packages.
 */
const USER_CODES: ReadonlySet<string> = new Set([
  'build-failed',
  'simulator-option',
  'port-taken',
  'state-file',
  'softap-port-taken',
  'firmware-compile',
  'firmware-project',
])

/** The exit code that an error ends the process with. */
export function exitCodeFor(error: unknown): number {
  if (error instanceof InterruptedError) {
    return error.signalName === 'SIGINT' ? EXIT_CODES.interrupted : EXIT_CODES.terminated
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.user
  if (error instanceof TimedOut) return EXIT_CODES.timedOut
  if (
    error instanceof InvalidInput ||
    error instanceof MissingCredentials ||
    error instanceof RegistryError ||
    USER_CODES.has(codeOf(error) ?? '')
  ) {
    return EXIT_CODES.user
  }
  return error instanceof ParticleSetupError ? EXIT_CODES.refused : EXIT_CODES.bug
}

/** An error's stable code, where it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
