import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const require = createRequire(import.meta.url)
const PROGRAM = join(dirname(require.resolve('particle-cli/package.json')), 'src', 'index.js')

/** It takes 0.5 s to start on a free core. */
const COMMAND_LIMIT_MS = 30_000

export interface CommandOptions {
  /** What is typed at its prompts. */
  readonly input?: string
  /** Default: the home folder. */
  readonly cwd?: string
}

/** How a command ended, and what a person saw of it, without colours. */
export interface Output {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A command that runs as a process of its own. */
export interface Command {
  /** Settles when it has printed that. @throws when it ends without. */
  printed(text: RegExp): Promise<void>
  /** Ctrl-C. */
  interrupt(): void
  /** @throws when it does not end in time. */
  readonly ended: Promise<Output>
}

/** Starts particle-cli, which finds nothing of this machine but its program and `home`. */
export function startCommand(
  home: string,
  words: readonly string[],
  { input = '', cwd = home }: CommandOptions,
  signal: AbortSignal,
): Command {
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    cwd,
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      USERPROFILE: home,
      NO_PROXY: '127.0.0.1',
      PARTICLE_DISABLE_UPDATE: '1',
    },
    signal: AbortSignal.any([signal, AbortSignal.timeout(COMMAND_LIMIT_MS)]),
    killSignal: 'SIGKILL',
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  child.stdin.end(input)

  const ended = new Promise<Output>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', exitCode => {
      resolve({
        exitCode,
        stdout: stripVTControlCharacters(stdout),
        stderr: stripVTControlCharacters(stderr),
      })
    })
  })
  return {
    ended,
    interrupt: () => child.kill('SIGINT'),
    printed: text =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (text.test(stripVTControlCharacters(stdout))) resolve()
        }
        child.stdout.on('data', look)
        look()
        ended.then(() => reject(new Error(`it ended without printing ${text}: ${stdout}${stderr}`)), reject)
      }),
  }
}
