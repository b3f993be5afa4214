import { expect, test } from 'vitest'
import { readProject } from '../../src/compile/project.ts'
import { treeInMemory } from '../../src/compile/source-tree.ts'

/** What goes to the compiler of a project with these files. */
async function selected(files: Readonly<Record<string, string>>) {
  const bytes = Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const)
  const project = await readProject(treeInMemory({ name: 'project', files: new Map(bytes) }))
  return { files: [...project.files.keys()], sources: project.sources }
}

const PROJECT = {
  'project.properties': '',
  'src/app.ino': '',
  'src/old.cpp': '',
  'src/page.html': '',
  'src/deep/part.cpp': '',
  'lib/Kit/src/kit.cpp': '',
}

test('without particle.include and particle.ignore, what is source and nothing else is taken', async () => {
  const sources = ['lib/Kit/src/kit.cpp', 'src/app.ino', 'src/deep/part.cpp', 'src/old.cpp']
  expect(await selected(PROJECT)).toEqual({ files: sources, sources })
})

test.each([
  ['of the project', { 'particle.ignore': '# not yet\n\n  src/old.cpp  \nsrc/deep/**\n' }],
  ['of a folder', { 'src/particle.ignore': 'old.cpp\ndeep/*.cpp' }],
])('particle.ignore %s leaves sources out', async (_, rules) => {
  expect((await selected({ ...PROJECT, ...rules })).sources).toEqual(['lib/Kit/src/kit.cpp', 'src/app.ino'])
})

test('particle.include brings files that #include finds, and makes none of them a source', async () => {
  const { files, sources } = await selected({ ...PROJECT, 'src/particle.include': '*.html' })
  expect(files).toContain('src/page.html')
  expect(sources).toHaveLength(4)
})

test('particle.ignore counts more than particle.include, and reaches only below its folder', async () => {
  const rules = {
    'particle.include': '**/*.html',
    'particle.ignore': '**/*.html',
    'lib/particle.ignore': 'src/*',
  }
  const { files } = await selected({ ...PROJECT, ...rules })
  expect(files).toEqual(['lib/Kit/src/kit.cpp', 'src/app.ino', 'src/deep/part.cpp', 'src/old.cpp'])
})
