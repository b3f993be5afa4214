import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FirmwareProjectError } from './errors.ts'

/** A project that is on no disk, such as what was sent to a compile service. */
export interface InMemoryProject {
  /** How errors name it. */
  readonly name: string
  /** By path relative to the project, with `/`: `src/app.ino`. Diagnostics name the same paths. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

/** Where a project's files lie. Paths are relative to it, with `/`; its own is empty. */
export interface SourceTree {
  readonly name: string
  /** What a folder holds; `undefined` when there is no such folder. */
  list(folder: string): Promise<readonly TreeEntry[] | undefined>
  /** `undefined` when there is no such file. */
  text(path: string): Promise<string | undefined>
}

export interface TreeEntry {
  readonly name: string
  readonly isFolder: boolean
}

/** Files that an in-memory project may have. No real project comes near. */
export const MAX_PROJECT_FILES = 1_000
/** Bytes of them all: what particle-cli sends as one file at most. */
export const MAX_PROJECT_BYTES = 10 * 1024 * 1024

export function treeOnDisk(dir: string): SourceTree {
  return {
    name: dir,
    async list(folder) {
      const entries = await readdir(join(dir, folder), { withFileTypes: true }).catch(() => undefined)
      return entries?.map(entry => ({ name: entry.name, isFolder: entry.isDirectory() }))
    },
    text: path => readFile(join(dir, path), 'utf8').catch(() => undefined),
  }
}

/** @throws FirmwareProjectError when a path leads out of the project, or there is more than a project has. */
export function treeInMemory({ name, files }: InMemoryProject): SourceTree {
  checkSize(name, files)
  const folders = new Map<string, Map<string, TreeEntry>>([['', new Map()]])
  for (const path of files.keys()) {
    checkPath(name, path)
    const parts = path.split('/')
    for (const [depth, part] of parts.entries()) {
      const isFolder = depth < parts.length - 1
      const parent = folders.get(parts.slice(0, depth).join('/'))
      if (parent?.get(part)?.isFolder === !isFolder) {
        throw new FirmwareProjectError(name, `${path} of ${name} is a folder and a file at once. Rename one.`)
      }
      parent?.set(part, { name: part, isFolder })
      const own = parts.slice(0, depth + 1).join('/')
      if (isFolder && !folders.has(own)) folders.set(own, new Map())
    }
  }
  return {
    name,
    list: async folder => {
      const entries = folders.get(folder)
      return entries && [...entries.values()]
    },
    text: async path => {
      const bytes = files.get(path)
      return bytes && Buffer.from(bytes).toString('utf8')
    },
  }
}

function checkSize(name: string, files: ReadonlyMap<string, Uint8Array>): void {
  const bytes = files.values().reduce((sum, content) => sum + content.length, 0)
  if (files.size > MAX_PROJECT_FILES || bytes > MAX_PROJECT_BYTES) {
    throw new FirmwareProjectError(
      name,
      `${name} has ${files.size} files of ${bytes} bytes together; ${MAX_PROJECT_FILES} files and ${MAX_PROJECT_BYTES} bytes are taken. Leave out what is not source.`,
    )
  }
}

/** Colons and line ends would be taken for parts of a diagnostic, `-` and `@` for an option of the compiler. */
const PLAIN_NAME = /^[^\\:\p{Cc}]+$/u
const OPTION = /^[-@\s]/

function checkPath(name: string, path: string): void {
  const isPlain = path
    .split('/')
    .every(part => PLAIN_NAME.test(part) && part !== '.' && part !== '..' && part !== '__proto__')
  if (isPlain && !OPTION.test(path)) return
  throw new FirmwareProjectError(
    name,
    `${JSON.stringify(path)} of ${name} cannot be a source's path: give one below the project, with "/", such as src/app.ino.`,
  )
}
