import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const POLL_MS = 100

/**
 * Runs the work while no other process runs the same. It only saves work: what it guards is safe without, so a
 * holder that died, or holds it for longer than `limitMs`, is passed over.
 */
export async function withLock<T>(
  file: string,
  limits: { readonly signal?: AbortSignal | undefined; readonly limitMs: number },
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(dirname(file), { recursive: true })
  while (!(await acquire(file))) {
    if (await isStale(file, limits.limitMs)) await rm(file, { force: true })
    else await setTimeout(POLL_MS, undefined, limits.signal ? { signal: limits.signal } : {})
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

async function acquire(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

async function isStale(file: string, limitMs: number): Promise<boolean> {
  const [holder, facts] = await Promise.all([
    readFile(file, 'utf8').catch(() => ''),
    stat(file).catch(() => undefined),
  ])
  if (!facts) return false
  if (Date.now() - facts.mtimeMs > limitMs) return true
  return holder !== '' && !isAlive(Number(holder))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: there is such a process, but of another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
