import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './workspace.ts'

/** One task of one package, as a run left it. */
export interface Part {
  package: string
  /** Relative to the top of the workspace; empty for the top itself. */
  directory: string
  task: string
  ms: number
  cached: boolean
  failed: boolean
}

interface Summary {
  tasks: {
    task: string
    package: string
    directory: string
    cache: { status: 'HIT' | 'MISS' }
    execution?: { startTime: number; endTime: number; exitCode: number | null }
  }[]
}

const RUNS = join(ROOT, '.turbo', 'runs')

/** Runs tasks through turbo, its output on this process's own streams; a quiet run shows it when it failed. */
export async function turboRun(
  tasks: readonly string[],
  options: { force?: boolean; quiet?: boolean } = {},
): Promise<{ exitCode: number; summaryFile: string }> {
  // Of a quiet run nobody wants a summary, and it may run inside one that does.
  if (!options.quiet) await rm(RUNS, { recursive: true, force: true })
  const child = spawn(
    join(ROOT, 'node_modules', '.bin', 'turbo'),
    [
      'run',
      ...tasks,
      '--continue=dependencies-successful',
      '--concurrency=100%',
      ...(options.quiet ? [] : ['--summarize']),
      `--output-logs=${options.quiet ? 'errors-only' : 'new-only'}`,
      ...(options.force ? ['--force'] : []),
    ],
    {
      cwd: ROOT,
      stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: {
        ...process.env,
        TURBO_TELEMETRY_DISABLED: '1',
        DO_NOT_TRACK: '1',
        TURBO_NO_UPDATE_NOTIFIER: '1',
      },
    },
  )
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => said.push(chunk))
  const [code] = await once(child, 'close')
  const exitCode = code ?? 1
  if (exitCode !== 0) process.stderr.write(Buffer.concat(said))
  const [file] = await readdir(RUNS).catch(() => [])
  return { exitCode, summaryFile: file === undefined ? '' : join(RUNS, file) }
}

/** The parts of a run in the order in which they ended. Empty when turbo failed before it ran any. */
export async function readSummary(file: string): Promise<Part[]> {
  if (file === '') return []
  const summary: Summary = JSON.parse(await readFile(file, 'utf8'))
  return summary.tasks
    .filter(task => task.execution !== undefined || task.cache.status === 'HIT')
    .sort((a, b) => (a.execution?.endTime ?? 0) - (b.execution?.endTime ?? 0))
    .map(task => ({
      package: task.package === '//' ? 'workspace' : task.package,
      directory: task.directory,
      task: task.task,
      ms: task.execution ? task.execution.endTime - task.execution.startTime : 0,
      cached: task.cache.status === 'HIT',
      failed: task.cache.status !== 'HIT' && task.execution?.exitCode !== 0,
    }))
}
