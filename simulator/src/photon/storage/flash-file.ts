import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Random } from '../../world/index.ts'
import { FlashFileError } from '../errors.ts'
import type { PhotonIdentity } from '../identity.ts'
import { Flash, type FlashContents, factoryContents } from './flash.ts'
import { formatFlashFile, parseFlashFile } from './flash-file-format.ts'
import type { PrimePool } from './prime-pool.ts'

export interface FlashOptions {
  /** Makes the identity of a Photon that has none yet. */
  random: Random
  /** States what should not be left to the seed. */
  identity?: Partial<PhotonIdentity>
  /** Where its key comes from. Default: one of its own. */
  primes?: PrimePool
}

/** Flash memory that lives as long as the process. */
export function createFlash(options: FlashOptions): Flash {
  return new Flash(factoryContents(options.random, options.identity), undefined, options.primes)
}

export interface FlashFileOptions extends FlashOptions {
  /** Made when it is not there. The file is `<device id>.json`. */
  directory: string
}

/** Flash memory with a file behind it. */
export interface FlashFile {
  readonly flash: Flash
  readonly file: string
  /** Settles once all that was written so far is on disk. @throws FlashFileError when writing failed. */
  saved(): Promise<void>
}

/**
 * Opens a Photon's flash in a state directory, or starts a fresh one there.
 *
 * @throws FlashFileError when the file cannot be read or is not a flash file; it is left as it is.
 */
export async function openFlashFile(options: FlashFileOptions): Promise<FlashFile> {
  const fresh = factoryContents(options.random, options.identity)
  const file = join(options.directory, `${fresh.identity.deviceId}.json`)
  await mkdir(options.directory, { recursive: true })
  const contents = (await read(file)) ?? fresh
  const saver = new Saver(file)
  return { flash: new Flash(contents, saver.save, options.primes), file, saved: () => saver.done }
}

async function read(file: string): Promise<FlashContents | undefined> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw new FlashFileError(file, 'cannot be read', { cause })
  }
  try {
    return parseFlashFile(text)
  } catch (cause) {
    throw new FlashFileError(file, 'is damaged or of another version', { cause })
  }
}

/** Writes the newest contents, one write at a time; those that were overtaken are skipped. */
class Saver {
  private readonly file: string
  private waiting: FlashContents | undefined
  private writing: Promise<void> | undefined
  private failure: FlashFileError | undefined

  constructor(file: string) {
    this.file = file
  }

  save = (contents: FlashContents): void => {
    this.waiting = contents
    this.writing ??= this.writeAll()
  }

  get done(): Promise<void> {
    return (this.writing ?? Promise.resolve()).then(() => {
      if (this.failure !== undefined) throw this.failure
    })
  }

  private async writeAll(): Promise<void> {
    // Changes of the same turn, such as a network and a claim code, make one write.
    await Promise.resolve()
    try {
      while (this.waiting !== undefined) {
        const text = formatFlashFile(this.waiting)
        this.waiting = undefined
        await replaceFile(this.file, text)
        this.failure = undefined
      }
    } catch (cause) {
      this.failure = new FlashFileError(this.file, 'cannot be written', { cause })
    } finally {
      this.writing = undefined
    }
  }
}

/** Whole or not at all: readers see the old file until the new one is complete on disk. */
async function replaceFile(file: string, text: string): Promise<void> {
  // One name, so that what a killed process leaves behind is overwritten and not kept.
  const temporary = `${file}.tmp`
  try {
    const handle = await open(temporary, 'w', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
