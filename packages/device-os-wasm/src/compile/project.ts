import { FirmwareProjectError } from './errors.ts'
import { readSelection } from './selection.ts'
import type { SourceTree } from './source-tree.ts'

/** What of a Particle project goes to the compiler. Paths are relative to the project, with `/`. */
export interface Project {
  /** Its folder, or what else errors call it. */
  readonly name: string
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
export async function readProject(tree: SourceTree): Promise<Project> {
  const { name } = tree
  if ((await tree.list('')) === undefined) {
    throw new FirmwareProjectError(
      name,
      `There is no firmware project at ${name}. Name a folder with project.properties and src/, or with .ino or .cpp files.`,
    )
  }
  const properties = await tree.text('project.properties')
  const hasSrc = (await tree.list('src')) !== undefined
  const layout = properties === undefined ? 'legacy' : hasSrc ? 'extended' : 'simple'

  const root = layout === 'extended' ? 'src' : ''
  const selection = await readSelection(tree, await list(tree, '', true, () => true))
  const found = await list(tree, root, layout !== 'simple', isCode)
  const includeDirs = [root || '.']
  if (layout !== 'legacy') {
    for (const library of await folders(tree, 'lib')) {
      const sources = `lib/${library}/src`
      if ((await tree.list(sources)) === undefined) continue
      found.push(...(await list(tree, sources, true, isCode)))
      includeDirs.push(sources)
    }
    await requireLibraries(tree, properties ?? '')
  }

  const makefile = root ? `${root}/build.mk` : 'build.mk'
  if ((await tree.text(makefile)) !== undefined) {
    throw new FirmwareProjectError(
      name,
      `${makefile} in ${name} replaces the rules by which sources are found, which is not supported. Remove it, or compile with particle-cli.`,
    )
  }
  const wanted = found.filter(path => !selection.isIgnored(path))
  const sources = wanted.filter(path => SOURCE.test(path)).sort()
  if (!sources.some(path => !path.startsWith('lib/'))) {
    throw new FirmwareProjectError(
      name,
      `The firmware project at ${name} has no sources: ${root || 'its top folder'} holds no .ino, .cpp or .c file.`,
    )
  }
  const files = await Promise.all(
    [...new Set([...wanted, ...selection.included])].sort().map(async path => {
      const text = await tree.text(path)
      if (text === undefined) throw new FirmwareProjectError(name, `${path} in ${name} cannot be read.`)
      return [path, text] as const
    }),
  )
  return { name, layout, files: new Map(files), sources, includeDirs }
}

/** Particle's service fetches these by name; here they have to lie in `lib/`. */
async function requireLibraries(tree: SourceTree, properties: string): Promise<void> {
  for (const match of properties.matchAll(/^\s*dependencies\.([^=\s]+)\s*=/gm)) {
    const library = match[1] ?? ''
    if ((await tree.list(`lib/${library}`)) !== undefined) continue
    throw new FirmwareProjectError(
      tree.name,
      `project.properties of ${tree.name} depends on the library ${library}, which is not in lib/${library}. Run: particle library copy ${library}`,
    )
  }
}

function isCode(name: string): boolean {
  return SOURCE.test(name) || HEADER.test(name)
}

async function list(
  tree: SourceTree,
  under: string,
  recursive: boolean,
  isWanted: (name: string) => boolean,
): Promise<string[]> {
  const paths: string[] = []
  for (const { name, isFolder } of (await tree.list(under)) ?? []) {
    const path = under ? `${under}/${name}` : name
    if (isFolder) {
      if (recursive && !name.startsWith('.') && !SKIPPED_FOLDERS.has(name)) {
        paths.push(...(await list(tree, path, true, isWanted)))
      }
    } else if (isWanted(name)) {
      paths.push(path)
    }
  }
  return paths
}

async function folders(tree: SourceTree, under: string): Promise<string[]> {
  const entries = (await tree.list(under)) ?? []
  return entries
    .filter(entry => entry.isFolder)
    .map(entry => entry.name)
    .sort()
}
