import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createSimulator, type Simulator } from '@particle-setup/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { libraryFiles } from '../../cloud/libraries/support.ts'
import { realFirmware } from '../../firmware.ts'
import { type ParticleCli, particleCli } from './support.ts'

const started = new AsyncDisposableStack()
let simulator: Simulator
let cli: ParticleCli
/** The library's own folder. */
let blinker: string
/** A project that wants the library. */
let project: string

beforeAll(async () => {
  simulator = started.use(await createSimulator({ firmware: await realFirmware(), photons: 0 }))
  cli = started.use(await particleCli(simulator))
  blinker = join(cli.home, 'Blinker')
  const files = libraryFiles({ license: 'MIT', url: 'https://example.com' })
  for (const name of ['README.md', 'LICENSE']) files.set(name, Buffer.from(name))
  for (const [path, content] of files) {
    await mkdir(dirname(join(blinker, path)), { recursive: true })
    await writeFile(join(blinker, path), content)
  }
  project = join(cli.home, 'project')
  await mkdir(join(project, 'src'), { recursive: true })
  await writeFile(join(project, 'project.properties'), 'name=project\n')
})
afterAll(() => started.disposeAsync())

// One story: each test goes on where the one before it stopped.

test('library upload', async () => {
  expect(await cli.run(['library', 'upload'], { cwd: blinker })).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('Library Blinker was successfully uploaded.'),
  })
  const search = await cli.run(['library', 'search', 'blink'])
  expect(search.stdout).toContain('Blinker 1.0.0 [private] 0 Blinks.')
})

test('library publish', async () => {
  expect(await cli.run(['library', 'publish', 'Blinker'])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('Library Blinker was successfully published.'),
  })
})

test('library search and library list', async () => {
  const [found, nothing, list] = await Promise.all([
    cli.run(['library', 'search', 'blink']),
    cli.run(['library', 'search', 'nothing']),
    cli.run(['library', 'list'], { input: '\n' }),
  ])
  expect(found.stdout).toContain('Found 1 library matching blink')
  expect(found.stdout).toContain('Blinker 1.0.0 [mine] 0 Blinks.')
  expect(nothing.stdout).toContain('Found 0 libraries matching nothing')
  expect(list.exitCode).toBe(0)
  expect(list.stdout).toContain('My Libraries\nBlinker 1.0.0')
})

test('library add notes the library in the project', async () => {
  expect(await cli.run(['library', 'add', 'Blinker'], { cwd: project })).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('Library Blinker 1.0.0 has been added to the project.'),
  })
  const properties = await readFile(join(project, 'project.properties'), 'utf8')
  expect(properties).toContain('dependencies.Blinker=1.0.0')
})

test('library copy brings its files into the project', async () => {
  expect(await cli.run(['library', 'copy', 'Blinker'], { cwd: project })).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('Library Blinker 1.0.0 installed.'),
  })
  const header = await readFile(join(project, 'lib', 'Blinker', 'src', 'Blinker.h'), 'utf8')
  expect(header).toContain('void blink();')
})

test('library view and library install', async () => {
  const view = await cli.run(['library', 'view', 'Blinker'])
  expect(view.exitCode).toBe(0)
  expect(view.stdout).toContain('Library Blinker 1.0.0 installed.')
  const install = await cli.run(['library', 'install', 'Blinker'], { cwd: project })
  expect(install.exitCode).toBe(0)
  expect(install.stdout).toContain('Library Blinker 1.0.0 installed.')
})

test.concurrent.for(['add', 'copy', 'install', 'view'])(
  'library %s of one that is not there',
  async command => {
    const { exitCode, stdout } = await cli.run(['library', command, 'nothing'], { cwd: project })
    expect(exitCode).toBe(1)
    expect(stdout).toContain('Library nothing not found')
  },
)
