import { join } from 'node:path'
import { loadFirmware } from '@particle-setup/device-os-wasm/compile'
import { createSimulator, type Simulator } from '@particle-setup/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realFirmware } from '../../firmware.ts'
import { BROKEN_SKETCH, sketch, writeFiles } from '../sketches.ts'
import { type ParticleCli, particleCli } from './support.ts'

const started = new AsyncDisposableStack()
let simulator: Simulator
let cli: ParticleCli

beforeAll(async () => {
  simulator = started.use(await createSimulator({ firmware: await realFirmware(), photons: 0 }))
  cli = started.use(await particleCli(simulator))
  await writeFiles(cli.home, {
    'single.ino': sketch('nine', 9),
    'project/project.properties': 'name=project\n',
    'project/src/project.ino': `#include "Seven.h"\n${sketch('seven', 7)}`,
    'project/lib/Seven/library.properties': 'name=Seven\nversion=1.0.0\n',
    'project/lib/Seven/src/Seven.h': 'int seven();\n',
    'project/lib/Seven/src/Seven.cpp': '#include "Seven.h"\nint seven() { return 7; }\n',
    'broken/project.properties': 'name=broken\n',
    'broken/src/sensors.ino': BROKEN_SKETCH,
  })
})
afterAll(() => started.disposeAsync())

describe.concurrent('particle-cli', () => {
  test.for([
    ['a project with a library of its own', 'project'],
    ['a single file', 'single.ino'],
  ] as const)('compile of %s saves a program that Photons run', async ([, source]) => {
    const saveTo = `${source}.bin`
    const { exitCode, stdout } = await cli.run(['compile', 'photon', source, '--saveTo', saveTo])
    expect(exitCode, stdout).toBe(0)
    expect(stdout).toContain('Compile succeeded.\n')
    expect(stdout).toMatch(/Memory use:\n +Flash +RAM\n +\d+ +\d+\n/)
    const file = join(cli.home, saveTo)
    expect(stdout).toContain(`Saved firmware to: ${file}`)
    expect(await loadFirmware(file)).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  test('compile for a version of Device OS', async () => {
    const { exitCode, stdout } = await cli.run(['compile', 'photon', 'single.ino', '--target', '2.3.1'])
    expect(exitCode, stdout).toBe(0)
    expect(stdout).toContain('Targeting version: 2.3.1\n')
  })

  test('compile for a version that there is none of names those that there are', async () => {
    const { exitCode, stdout } = await cli.run(['compile', 'photon', 'single.ino', '--target', '9.9.9'])
    expect(exitCode).toBe(1)
    expect(stdout).toContain('Compile failed: Invalid build target version.\nValid targets:\n2.3.1')
  })

  test('compile of a sketch that is wrong shows where, in the person’s own file', async () => {
    const { exitCode, stdout } = await cli.run(['compile', 'photon', 'broken'])
    expect(exitCode).toBe(1)
    expect(stdout).toContain('make -C ../modules/photon/user-part all\n')
    expect(stdout).toMatch(/^\/src\/sensors\.ino:3:\d+: error: .*'int'/m)
    expect(stdout).toMatch(/^\/src\/sensors\.ino:4:\d+: error: .*'undeclaredFunction'/m)
    expect(stdout).toContain('Compile failed: Compiler encountered an error\n')
  })

  test('compile, signed out', async () => {
    await using stranger = await particleCli(simulator, { signedIn: false })
    await writeFiles(stranger.home, { 'single.ino': sketch('nine', 9) })
    const { exitCode, stdout } = await stranger.run(['compile', 'photon', 'single.ino'])
    expect(exitCode).toBe(1)
    expect(stdout).toContain("You're not logged in.")
  })
})
