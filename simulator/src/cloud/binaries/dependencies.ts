import type { SourceFiles } from './upload.ts'

/** Where libraries come from that a project names but does not bring. */
export interface LibrarySource {
  /** By path from the library's root; `undefined` for a library or a version that the viewer does not see. */
  filesOf(name: string, version: string, viewerId?: string): Promise<SourceFiles | undefined>
}

/** A project names a library that is not to be had. */
export class MissingLibraryError extends Error {
  readonly code = 'missing-library'
  readonly library: string

  constructor(library: string, version: string, neededBy: string) {
    super(
      `${neededBy} depends on the library ${library}@${version}, which the catalogue does not have. ` +
        `Correct its name or version, or put its files in lib/${library}/.`,
    )
    this.name = 'MissingLibraryError'
    this.library = library
  }
}

/** What libraries bring that no compilation reads. */
const LEFT_OUT = /^(?:examples?|tests?|docs?|\.[^/]*)\//i

/** More than any project needs, and an end to catalogues that go round in circles of new names. */
const MAX_LIBRARIES = 100

/**
 * Puts the libraries that the project depends on below `lib/`, and those that these depend on; what the project
 * brings itself stays as it is.
 *
 * @throws MissingLibraryError
 */
export async function withDependencies(
  project: SourceFiles,
  libraries: LibrarySource,
  viewerId: string,
): Promise<SourceFiles> {
  const files = new Map(project)
  const wanted = dependenciesOf(project.get('project.properties'), 'project.properties')
  const seen = new Set<string>(broughtLibraries(project))
  for (const { name, version, neededBy } of wanted) {
    if (seen.has(name.toLowerCase()) || seen.size >= MAX_LIBRARIES) continue
    seen.add(name.toLowerCase())
    const own = await libraries.filesOf(name, version, viewerId)
    if (own === undefined) throw new MissingLibraryError(name, version, neededBy)
    for (const [path, content] of own) {
      if (!LEFT_OUT.test(path)) files.set(`lib/${name}/${path}`, content)
    }
    // The list grows while it is gone through.
    wanted.push(...dependenciesOf(own.get('library.properties'), `The library ${name}`))
  }
  return files
}

interface Dependency {
  readonly name: string
  readonly version: string
  readonly neededBy: string
}

/** `dependencies.NAME=VERSION` lines. */
function dependenciesOf(properties: Uint8Array | undefined, neededBy: string): Dependency[] {
  const text = Buffer.from(properties ?? []).toString('utf8')
  return [...text.matchAll(/^[ \t]*dependencies\.([^=\s]+)[ \t]*=[ \t]*(\S*)/gm)].map(match => ({
    name: match[1] ?? '',
    version: match[2] || 'latest',
    neededBy,
  }))
}

function broughtLibraries(project: SourceFiles): string[] {
  return [...project.keys()].flatMap(path => /^lib\/([^/]+)\//.exec(path)?.[1]?.toLowerCase() ?? [])
}
