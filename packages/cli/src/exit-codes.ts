import {
  InvalidInput,
  MissingCredentials,
  ParticleSetupError,
  RegistryError,
  TimedOut,
} from '@particle-setup/host/errors'
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
 * How the simulator, the compiler and the demo spell the codes of what they throw on purpose; each of these
 * errors says what to mend. By their spelling, because most commands never load those packages; Node's own
 * codes are in capitals.
 */
const DELIBERATE = /^[a-z]+(-[a-z]+)*$/

/** The exit code that an error ends the process with. */
export function exitCodeFor(error: unknown): number {
  if (error instanceof InterruptedError) {
    return error.signalName === 'SIGINT' ? EXIT_CODES.interrupted : EXIT_CODES.terminated
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.user
  const code = codeOf(error)
  if (error instanceof TimedOut || code === 'compile-timeout') return EXIT_CODES.timedOut
  if (error instanceof ParticleSetupError) {
    const mistaken = [InvalidInput, MissingCredentials, RegistryError].some(kind => error instanceof kind)
    return mistaken ? EXIT_CODES.user : EXIT_CODES.refused
  }
  return code !== undefined && DELIBERATE.test(code) ? EXIT_CODES.user : EXIT_CODES.bug
}

/** An error's stable code, where it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
