import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FirmwareProjectError } from './errors.ts'

/** What of a Particle project goes to the compiler. Paths are relative to the project, with `/`. */
export interface Project {
  readonly dir: string
  readonly layout: 'extended' | 'simple' | 'legacy'
  /** Sources and headers with their text, sorted by path. */
  readonly files: ReadonlyMap<string, string>
  /** Those of `files` that are compiled by themselves. */
  readonly sources: readonly string[]
  /** Folders searched for headers, in this order. */
  readonly includeDirs: readonly string[]
}

const SOURCE = /\.(ino|pde|cpp|cc|cxx|c)$/i
const HEADER = /\.(h|hpp|hh|hxx|ipp|inc)$/i
const SKIPPED_FOLDERS = new Set(['node_modules', 'target', 'examples', 'test', 'tests'])

/**
 * Reads a project in any of Particle's three layouts.
 *
 * Source: Device OS v2.3.1 user/build.mk; particle-commands project_properties.js.
 *
 * @throws FirmwareProjectError when the folder is missing, has no source, or needs what only Particle's
 *   compile service can do.
 */
export async function readProject(dir: string): Promise<Project> {
  const found = await stat(dir).catch(() => undefined)
  if (!found?.isDirectory()) {
    throw new FirmwareProjectError(
      dir,
      `There is no firmware project at ${dir}. Name a folder with project.properties and src/, or with .ino or .cpp files.`,
    )
  }
  const properties = await readFile(join(dir, 'project.properties'), 'utf8').catch(() => undefined)
  const hasSrc = await isFolder(join(dir, 'src'))
  const layout = properties === undefined ? 'legacy' : hasSrc ? 'extended' : 'simple'

  const root = layout === 'extended' ? 'src' : ''
  const paths = await list(dir, root, layout !== 'simple')
  const includeDirs = [root || '.']
  if (layout !== 'legacy') {
    for (const library of await folders(join(dir, 'lib'))) {
      const sources = `lib/${library}/src`
      if (!(await isFolder(join(dir, sources)))) continue
      paths.push(...(await list(dir, sources, true)))
      includeDirs.push(sources)
    }
    await requireLibraries(dir, properties ?? '')
  }

  const makefile = root ? `${root}/build.mk` : 'build.mk'
  if (await stat(join(dir, makefile)).catch(() => undefined)) {
    throw new FirmwareProjectError(
      dir,
      `${makefile} in ${dir} replaces the rules by which sources are found, which is not supported. Remove it, or compile with particle-cli.`,
    )
  }
  const sources = paths.filter(path => SOURCE.test(path)).sort()
  if (!sources.some(path => !path.startsWith('lib/'))) {
    throw new FirmwareProjectError(
      dir,
      `The firmware project at ${dir} has no sources: ${join(dir, root)} holds no .ino, .cpp or .c file.`,
    )
  }
  const files = new Map<string, string>()
  for (const path of paths.sort()) files.set(path, await readFile(join(dir, path), 'utf8'))
  return { dir, layout, files, sources, includeDirs }
}

/** Particle's service fetches these by name; here they have to lie in `lib/`. */
async function requireLibraries(dir: string, properties: string): Promise<void> {
  for (const match of properties.matchAll(/^\s*dependencies\.([^=\s]+)\s*=/gm)) {
    const name = match[1] ?? ''
    if (await isFolder(join(dir, 'lib', name))) continue
    throw new FirmwareProjectError(
      dir,
      `project.properties of ${dir} depends on the library ${name}, which is not in lib/${name}. Run: particle library copy ${name}`,
    )
  }
}

async function list(dir: string, under: string, recursive: boolean): Promise<string[]> {
  const entries = await readdir(join(dir, under), { withFileTypes: true })
  const paths: string[] = []
  for (const entry of entries) {
    const path = under ? `${under}/${entry.name}` : entry.name
    if (entry.isDirectory()) {
      if (recursive && !entry.name.startsWith('.') && !SKIPPED_FOLDERS.has(entry.name)) {
        paths.push(...(await list(dir, path, true)))
      }
    } else if (SOURCE.test(entry.name) || HEADER.test(entry.name)) {
      paths.push(path)
    }
  }
  return paths
}

async function folders(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => [])
  return entries
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort()
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false
}
