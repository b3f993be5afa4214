import { type ChildProcess, fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ClangJob, type ClangReply, WAITS } from './clang-protocol.ts'
import { CompilerCrashedError, CompileTimeoutError } from './errors.ts'

export interface CommandResult {
  readonly exitCode: number
  /** What the command printed. */
  readonly output: string
  readonly file: Uint8Array | undefined
}

export interface ClangOptions {
  readonly signal?: AbortSignal | undefined
  readonly timeoutMs: number
  /** A command has ended. */
  onCommand?(index: number): void
}

const MODULE = fileURLToPath(import.meta.url)
const PROCESS = join(dirname(MODULE), `clang-process${extname(MODULE)}`)

/** Version of the compiler, as its package states it. */
export async function compilerVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@yowasp/clang')
  const manifest: unknown = JSON.parse(await readFile(join(dirname(entry), '..', 'package.json'), 'utf8'))
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest)) {
    throw new Error(`package.json beside ${entry} states no version`)
  }
  return String(manifest.version)
}

/**
 * Runs commands of the compiler in a process of its own, one after the other. Those that need all before them are
 * left out when one has failed.
 *
 * @throws CompilerCrashedError, CompileTimeoutError, or the signal's reason.
 */
export async function runClang(job: ClangJob, options: ClangOptions): Promise<CommandResult[]> {
  options.signal?.throwIfAborted()
  const child = takeStandby() ?? start()
  const { promise, resolve, reject } = Promise.withResolvers<CommandResult[]>()
  const results: CommandResult[] = []
  let printed = ''
  let done = false

  const abort = () => reject(options.signal?.reason)
  options.signal?.addEventListener('abort', abort, { once: true })
  const timer = setTimeout(() => reject(new CompileTimeoutError(options.timeoutMs)), options.timeoutMs)
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-4000)
    })
  }
  child.on('message', (reply: ClangReply) => {
    if (reply.type === 'done') {
      done = true
      resolve(results)
    } else {
      results.push(reply)
      options.onCommand?.(results.length)
    }
  })
  child.on('error', cause =>
    reject(new CompilerCrashedError({ exitCode: null, signal: null, output: printed }, { cause })),
  )
  child.on('close', (exitCode, signal) => {
    if (!done) reject(new CompilerCrashedError({ exitCode, signal, output: printed }))
  })
  child.send(job)

  try {
    return await promise
  } finally {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', abort)
    await end(child)
    // Not before: the job that ran would have had half of the processors.
    if (keepers > 0) standby ??= start(WAITS)
  }
}

function start(...args: readonly string[]): ChildProcess {
  return fork(PROCESS, args, {
    // Not those of this process: a debugger's port or a test runner's loader is not for the child.
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
}

let keepers = 0
let standby: ChildProcess | undefined

/**
 * Keeps a compiler's process ready for the next job, which spares that about a second, until it is disposed of. It
 * takes up to 500 MB while it waits.
 */
export function keepCompilerReady(): AsyncDisposable {
  keepers++
  standby ??= start(WAITS)
  return {
    async [Symbol.asyncDispose]() {
      if (--keepers > 0 || standby === undefined) return
      const unused = standby
      standby = undefined
      await end(unused)
    },
  }
}

/** `undefined` where nobody keeps one ready, or it has died. */
function takeStandby(): ChildProcess | undefined {
  const taken = standby
  standby = undefined
  return taken?.connected ? taken : undefined
}

async function end(child: ChildProcess): Promise<void> {
  const started = child.pid !== undefined
  if (!started || child.exitCode !== null || child.signalCode !== null) return
  const { promise, resolve } = Promise.withResolvers<void>()
  child.once('exit', () => resolve())
  child.kill('SIGKILL')
  await promise
}
