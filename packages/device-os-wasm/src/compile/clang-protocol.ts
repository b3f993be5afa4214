/** What goes to the compiler's process: commands that are run in order on one file system. */
export interface ClangJob {
  /** Which of those that the process is given. */
  readonly id: number
  /** By path. */
  readonly files: Readonly<Record<string, string | Uint8Array>>
  readonly commands: readonly ClangCommand[]
}

export interface ClangCommand {
  readonly args: readonly string[]
  /** The file that the command makes; later commands see it. */
  readonly output: string
  /** Useless once a command before it failed. */
  readonly needsAll: boolean
  /** The caller wants the file. */
  readonly wanted: boolean
}

/** The answer to one command that was run, and to a job when all were. */
export type ClangReply =
  | {
      readonly type: 'command'
      readonly job: number
      readonly exitCode: number
      readonly output: string
      readonly file: Uint8Array | undefined
    }
  | { readonly type: 'done'; readonly job: number }

/** Argument for a process that is started before there is a job. */
export const WAITS = '--waits'
