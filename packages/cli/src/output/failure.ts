import { codeOf, EXIT_CODES, exitCodeFor } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { paint } from './paint.ts'

/**
 * Says what went wrong: one line for a person, one JSON object for a program. A bug of ours shows where
 * it happened; everything else says what to do next in its own message, or in the hint.
 *
 * @returns the exit code.
 */
export function printFailure(io: Io, error: unknown, json: boolean, hint?: string): number {
  const exitCode = exitCodeFor(error)
  const said = error instanceof Error ? error.message : String(error)
  const message = hint === undefined ? said : `${said.replace(/\.$/, '')}. ${hint}`
  if (json) {
    io.out(JSON.stringify({ ok: false, error: { code: codeOf(error) ?? 'internal', message }, exitCode }))
  } else if (exitCode === EXIT_CODES.interrupted || exitCode === EXIT_CODES.terminated) {
    io.err(message)
  } else {
    io.err(`${paint(io, 'red', 'error:')} ${message}`)
    if (exitCode === EXIT_CODES.bug) {
      io.err('This is a bug in particle-setup. Please report it with these lines:')
      io.err(error instanceof Error ? (error.stack ?? message) : message)
    }
  }
  return exitCode
}
