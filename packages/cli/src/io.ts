/** All that the command touches of its process, so that tests run it in their own. */
export interface Io {
  /** One line to standard output. */
  out(line: string): void
  /** One line to standard error. */
  err(line: string): void
  /** Overwrites the line under way on a terminal; ignored where there is none. */
  status(text: string): void
  /** Standard error is a terminal. */
  readonly isTerminal: boolean
  /** Standard output is a terminal that shows colours, and the person has not said no (`NO_COLOR`). */
  readonly hasColor: boolean
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborts on Ctrl-C and on SIGTERM. */
  readonly signal: AbortSignal
}
