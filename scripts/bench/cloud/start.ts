import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { turboRun } from '../../lib/turbo.ts'
import { ROOT } from '../../lib/workspace.ts'
import { interleave } from '../lib/interleave.ts'

/** From starting a process to the line in which it says that it listens; one value a repetition. */
export interface StartFigures {
  readonly what: string
  readonly ms: readonly number[]
}

export interface StartOptions {
  readonly repetitions: number
  readonly signal: AbortSignal
  readonly onProgress: (line: string) => void
}

/** What is started, by its arguments for Node. The command is the built one, as people run it. */
const STARTS = [
  {
    what: '`particle-setup simulate --json`',
    args: [join(ROOT, 'packages/cli/bin/particle-setup.js'), 'simulate', '--port', '0', '--json'],
  },
  { what: 'Express without a route', args: [fileURLToPath(new URL('./empty-express.mjs', import.meta.url))] },
]

export async function measureStart({
  repetitions,
  signal,
  onProgress,
}: StartOptions): Promise<StartFigures[]> {
  onProgress('building the command')
  const { exitCode } = await turboRun(['build'], { quiet: true })
  if (exitCode !== 0) throw new Error('the workspace does not build; the messages are above')
  const measure = ({ args }: { args: readonly string[] }): Promise<number> => start(args, signal)
  // The first start of a firmware compiles it.
  for (const each of STARTS) await measure(each)
  const measured = await interleave(
    STARTS,
    repetitions,
    now => onProgress(`cold starts, repetition ${now} of ${repetitions}`),
    measure,
  )
  return STARTS.map(({ what }, index) => ({ what, ms: measured[index] ?? [] }))
}

async function start(args: readonly string[], signal: AbortSignal): Promise<number> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  try {
    const [line] = await Promise.race([
      once(createInterface(child.stdout), 'line', { signal }),
      ended.then(() => []),
    ])
    if (line === undefined) throw new Error(`${args.join(' ')} ended before it listened`)
    return performance.now() - startedAt
  } finally {
    child.kill()
    await ended
  }
}
