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
export async function runClang(job: Omit<ClangJob, 'id'>, options: ClangOptions): Promise<CommandResult[]> {
  options.signal?.throwIfAborted()
  const child = takeStandby() ?? start()
  const id = ++jobs
  const { promise, resolve, reject } = Promise.withResolvers<CommandResult[]>()
  const results: CommandResult[] = []
  let printed = ''
  let done = false

  const onOutput = (text: string) => {
    printed = (printed + text).slice(-4000)
  }
  const onMessage = (reply: ClangReply) => {
    if (reply.job !== id) return
    if (reply.type === 'done') {
      done = true
      resolve(results)
    } else {
      results.push(reply)
      options.onCommand?.(results.length)
    }
  }
  const onError = (cause: Error) =>
    reject(new CompilerCrashedError({ exitCode: null, signal: null, output: printed }, { cause }))
  const onClose = (exitCode: number | null, signal: NodeJS.Signals | null) => {
    if (!done) reject(new CompilerCrashedError({ exitCode, signal, output: printed }))
  }
  const onAbort = () => reject(options.signal?.reason)
  const timer = setTimeout(() => reject(new CompileTimeoutError(options.timeoutMs)), options.timeoutMs)
  options.signal?.addEventListener('abort', onAbort, { once: true })
  const streams = [child.stdout, child.stderr]
  for (const stream of streams) stream?.setEncoding('utf8').on('data', onOutput)
  child.on('message', onMessage).on('error', onError).on('close', onClose)
  child.send({ ...job, id } satisfies ClangJob)

  try {
    return await promise
  } finally {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', onAbort)
    for (const stream of streams) stream?.off('data', onOutput)
    child.off('message', onMessage).off('error', onError).off('close', onClose)
    // Who gives up because a source has changed soon has another job, and for that what is under way is quickly over.
    const isUsable = done || (options.signal?.aborted ?? false)
    if (isUsable && keepers > 0 && standby === undefined) standby = child
    else await end(child)
  }
}

function start(...args: readonly string[]): ChildProcess {
  const child = fork(PROCESS, args, {
    // Not those of this process: a debugger's port or a test runner's loader is not for the child.
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  // One that dies while it waits is not taken; one that dies at work is noticed there.
  return child.on('error', () => {})
}

/** How many there were. */
let jobs = 0

let keepers = 0
let standby: ChildProcess | undefined

/**
 * Keeps the compiler's process from one job to the next, until it is disposed of: the engine has optimised the compiler
 * by then, so that a changed source takes a fraction of the time. The process takes 600 MB while it waits.
 *
 * @param options.warmUp whether to start one now, and have it compile something for practice. Default: true.
 */
export function keepCompilerReady({ warmUp = true }: { readonly warmUp?: boolean } = {}): AsyncDisposable {
  keepers++
  if (warmUp) standby ??= start(WAITS)
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
