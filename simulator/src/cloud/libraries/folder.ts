import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LibraryFolderError } from './errors.ts'
import { LIBRARY_LIMITS, type LibraryFiles } from './limits.ts'
import {
  isLibraryName,
  isLibraryVersion,
  type LibraryFacts,
  PROPERTIES_FILE,
  readProperties,
} from './properties.ts'

/** A library that lies in a folder of the machine that the cloud runs on. */
export interface FolderLibrary {
  readonly facts: LibraryFacts
  /** As they are at this moment. */
  files(): Promise<LibraryFiles>
}

/**
 * The libraries among a folder's subfolders: those that have a `library.properties`. What that does not say, the
 * folder's own name and version 0.0.0 stand in for: who has a library on the disk can compile with it as it is.
 *
 * @throws LibraryFolderError when there is no such folder.
 */
export async function readLibraryFolder(directory: string): Promise<FolderLibrary[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
    throw new LibraryFolderError(directory, error)
  })
  const names = entries.filter(entry => entry.isDirectory()).map(entry => entry.name)
  const libraries = await Promise.all(names.sort().map(name => readLibrary(join(directory, name), name)))
  return libraries.filter(library => library !== undefined)
}

async function readLibrary(directory: string, folderName: string): Promise<FolderLibrary | undefined> {
  const text = await readFile(join(directory, PROPERTIES_FILE), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const stated = readProperties(text)
  const name = isLibraryName(stated.name) ? stated.name : folderName
  if (!isLibraryName(name)) return undefined
  const version = isLibraryVersion(stated.version) ? stated.version : '0.0.0'
  return { facts: { ...stated, name, version }, files: () => readFiles(directory) }
}

/** Without hidden files and links, and no more than a library may hold. */
async function readFiles(directory: string): Promise<LibraryFiles> {
  const files = new Map<string, Uint8Array>()
  let bytes = 0
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(join(directory, folder), { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.')) continue
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) await walk(path)
      if (!entry.isFile()) continue
      const content = await readFile(join(directory, path))
      bytes += content.length
      if (files.size >= LIBRARY_LIMITS.files || bytes > LIBRARY_LIMITS.bytes) {
        throw new LibraryFolderError(directory, new Error('it holds more than a library may'))
      }
      files.set(path, content)
    }
  }
  await walk('')
  return files
}
