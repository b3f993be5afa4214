import { expect, test } from 'vitest'
import {
  type LibrarySource,
  MissingLibraryError,
  withDependencies,
} from '../../../src/cloud/binaries/dependencies.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text)
const files = (texts: Record<string, string>) =>
  new Map(Object.entries(texts).map(([path, text]) => [path, bytes(text)] as const))

/** Remembers what it was asked for. */
function catalogue(libraries: Record<string, Record<string, string>>) {
  const asked: string[] = []
  const source: LibrarySource = {
    async filesOf(name, version) {
      asked.push(`${name}@${version}`)
      const library = libraries[`${name}@${version}`]
      return library && files(library)
    },
  }
  return { source, asked }
}

const project = (properties: string, more: Record<string, string> = {}) =>
  files({ 'project.properties': properties, 'src/app.ino': '', ...more })

test('a library comes from the catalogue in the version that the project states', async () => {
  const { source } = catalogue({ 'Beep@1.0.2': { 'src/beep.h': '', 'examples/a/a.ino': '' } })
  const all = await withDependencies(project('name=x\ndependencies.Beep=1.0.2\n'), source, 'me')
  expect([...all.keys()]).toEqual(['project.properties', 'src/app.ino', 'lib/Beep/src/beep.h'])
})

test('what a library depends on comes too, each once', async () => {
  const { source, asked } = catalogue({
    'A@1.0.0': { 'src/a.h': '', 'library.properties': 'dependencies.B=2.0.0\n' },
    'B@2.0.0': { 'src/b.h': '', 'library.properties': 'dependencies.A=1.0.0\ndependencies.B=9\n' },
  })
  const all = await withDependencies(project('dependencies.A=1.0.0\r\n'), source, 'me')
  expect([...all.keys()]).toContain('lib/B/src/b.h')
  expect(asked).toEqual(['A@1.0.0', 'B@2.0.0'])
})

test('a library that the project brings stays as it is', async () => {
  const { source, asked } = catalogue({})
  const own = project('dependencies.Beep=1.0.2\n', { 'lib/Beep/src/beep.h': 'mine' })
  expect(await withDependencies(own, source, 'me')).toEqual(own)
  expect(asked).toEqual([])
})

test('a library that the catalogue does not have is named, with who needs it', async () => {
  const { source } = catalogue({ 'A@1.0.0': { 'library.properties': 'dependencies.B=2.0.0' } })
  const failed = withDependencies(project('dependencies.A=1.0.0'), source, 'me')
  await expect(failed).rejects.toThrow(MissingLibraryError)
  await expect(failed).rejects.toThrow('The library A depends on the library B@2.0.0')
})
