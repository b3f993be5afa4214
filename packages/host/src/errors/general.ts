import { ParticleSetupError } from './base.ts'

/** The caller gave something that cannot work; nothing was sent. */
export class InvalidInput extends ParticleSetupError {
  readonly code = 'invalid-input'
  /** Name of the argument. */
  readonly argument: string

  constructor(argument: string, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.argument = argument
  }
}

/** Settings that a verb needs were given neither in its configuration nor in the environment. */
export class MissingCredentials extends ParticleSetupError {
  readonly code = 'missing-credentials'
  /** Names of the environment variables that would supply them. */
  readonly missing: readonly string[]

  constructor(missing: readonly string[], neededFor: string) {
    super(
      `${neededFor} needs ${missing.join(', ')}: set ${missing.length === 1 ? 'it' : 'them'} in the environment, or in the configuration`,
    )
    this.missing = missing
  }
}

/** A wait reached its limit. Whether the other side acted is not known. */
export class TimedOut extends ParticleSetupError {
  readonly code = 'timed-out'
  /** What was waited for. */
  readonly operation: string
  readonly timeoutMs: number
  /** What happened, in a clause. */
  readonly meaning: string
  /** What the person should try, in a sentence without its full stop. */
  readonly advice: string

  constructor(operation: string, timeoutMs: number, advice = 'Try again, or allow it more time') {
    const meaning = `${operation} did not finish within ${timeoutMs} ms`
    super(`${meaning}. ${advice}`)
    this.operation = operation
    this.timeoutMs = timeoutMs
    this.meaning = meaning
    this.advice = advice
  }
}
