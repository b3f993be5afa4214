import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** `PARTICLE_SETUP_CACHE`, else `particle-setup` in `XDG_CACHE_HOME`, else in `~/.cache`. */
export function defaultCacheDir(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment['PARTICLE_SETUP_CACHE']
  if (chosen) return chosen
  return join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'particle-setup')
}

/**
 * Files by name, each whole or not there: several processes may write the same one at once. A file that was
 * damaged later counts as not there.
 */
export class FileCache {
  readonly #dir: string

  constructor(dir: string) {
    this.#dir = dir
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    const stored = await readFile(join(this.#dir, name)).catch(() => undefined)
    if (!stored || stored.length < CHECKSUM_BYTES) return undefined
    const content = stored.subarray(CHECKSUM_BYTES)
    return checksum(content).equals(stored.subarray(0, CHECKSUM_BYTES)) ? content : undefined
  }

  async write(name: string, content: Uint8Array): Promise<void> {
    const path = join(this.#dir, name)
    const unfinished = `${path}.${randomUUID()}`
    await mkdir(dirname(path), { recursive: true })
    try {
      await writeFile(unfinished, Buffer.concat([checksum(content), content]))
      await rename(unfinished, path)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  }
}

const CHECKSUM_BYTES = 32

function checksum(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest()
}

/** SHA-256 over parts that cannot be taken for one another. */
export function contentKey(parts: Iterable<string>): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part)
  return hash.digest('hex')
}
