import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Child, startChild } from '../../lib/child.ts'
import type { Compiled, CompileOrder, CompileSetting } from './messages.ts'
import type { ProjectCopy } from './project-copy.ts'

/** How long each way took in one repetition, in milliseconds. */
export interface CompileRun {
  /** A new process, and nothing in the cache. */
  readonly coldMs: number
  /** One source changed; the API is compiled, and a compiler's process waits. */
  readonly warmMs: number
  /** Unchanged, in a new process. */
  readonly cachedMs: number
  /** Unchanged, in a process that has compiled before. */
  readonly againMs: number
}

export interface CompileOptions {
  readonly repetitions: number
  readonly copy: ProjectCopy
  /** How long the person looks at what they have before they change it. */
  readonly pauseMs: number
  readonly signal: AbortSignal
  readonly onProgress: (line: string) => void
}

/** The cache that has the API, compiled. */
export const WARM = 'warm'

/** @throws Error when two ways do not give the same bytes. */
export async function measureCompile(options: CompileOptions): Promise<CompileRun[]> {
  const { repetitions, copy, signal, onProgress } = options
  const warm = { project: copy.project, cacheDir: copy.cacheDir(WARM), isReady: true }
  await using compiler = start(warm, signal)
  onProgress('compiling what is there')
  await compileIn(compiler)
  const runs: CompileRun[] = []
  for (let now = 1; now <= repetitions; now++) {
    onProgress(`compiling, repetition ${now} of ${repetitions}`)
    await copy.save()
    runs.push(await run(now, compiler, options))
  }
  return runs
}

async function run(
  now: number,
  compiler: Child<CompileOrder, Compiled>,
  { copy, pauseMs, signal }: CompileOptions,
): Promise<CompileRun> {
  const { project } = copy
  const cold = await compileAlone({ project, cacheDir: copy.cacheDir(`cold-${now}`) }, signal)
  await sleep(pauseMs, undefined, { signal })
  const warm = await compileIn(compiler)
  const cached = await compileAlone({ project, cacheDir: copy.cacheDir(WARM) }, signal)
  const again = await compileIn(compiler)
  const all = [cold, warm, cached, again]
  if (new Set(all.map(({ sha256 }) => sha256)).size > 1) {
    throw new Error(`the same sources gave different bytes: ${all.map(({ sha256 }) => sha256).join(', ')}`)
  }
  if (cold.cached || warm.cached || !cached.cached || !again.cached) {
    throw new Error('something was taken from the cache that should not have been, or the other way round')
  }
  return { coldMs: cold.ms, warmMs: warm.ms, cachedMs: cached.ms, againMs: again.ms }
}

async function compileAlone(setting: CompileSetting, signal: AbortSignal): Promise<Compiled> {
  await using compiler = start(setting, signal)
  return await compileIn(compiler)
}

function start(setting: CompileSetting, signal: AbortSignal): Child<CompileOrder, Compiled> {
  const file = fileURLToPath(new URL('./compile-process.ts', import.meta.url))
  return startChild(file, [JSON.stringify(setting)], signal)
}

function compileIn(compiler: Child<CompileOrder, Compiled>): Promise<Compiled> {
  compiler.tell('compile')
  return compiler.next()
}
