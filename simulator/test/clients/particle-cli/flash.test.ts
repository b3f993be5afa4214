import { createSimulator, type Photon, type Simulator } from '@particle-setup/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realFirmware } from '../../firmware.ts'
import { bringOnline, photonAt, SPEED, takeOffline } from '../online-photon.ts'
import { BROKEN_SKETCH, sketch, writeFiles } from '../sketches.ts'
import { type ParticleCli, particleCli } from './support.ts'

const started = new AsyncDisposableStack()
let simulator: Simulator
let cli: ParticleCli
let photon: Photon
let offline: Photon

beforeAll(async () => {
  const firmware = await realFirmware()
  simulator = started.use(await createSimulator({ firmware, photons: 2, speed: SPEED }))
  cli = started.use(await particleCli(simulator))
  photon = photonAt(simulator, 0)
  offline = photonAt(simulator, 1)
  const { token } = simulator.cloud.defaults.user
  await Promise.all([photon, offline].map(each => bringOnline(simulator, each, token)))
  await takeOffline(simulator, offline, token)
  await writeFiles(cli.home, {
    'single.ino': sketch('nine', 9),
    'project/project.properties': 'name=project\n',
    'project/src/project.ino': sketch('seven', 7),
    'broken/project.properties': 'name=broken\n',
    'broken/src/sensors.ino': BROKEN_SKETCH,
  })
})
afterAll(() => started.disposeAsync())

/** The device comes back with that function. */
async function expectFunction(name: string, value: number, argument = ''): Promise<void> {
  await expect
    .poll(() => cli.run(['call', photon.id, name, argument]), { timeout: 10_000 })
    .toMatchObject({ exitCode: 0, stdout: `${value}\n` })
}

// One story: each test goes on where the one before it stopped.

test('flash of a project compiles it, and the Photon runs it', async () => {
  const { exitCode, stdout } = await cli.run(['flash', photon.id, 'project'])
  expect(exitCode, stdout).toBe(0)
  expect(stdout).toContain(`Compiling code for ${photon.id}\n`)
  expect(stdout).toMatch(/Flash success!\n$/)
  await expectFunction('seven', 7)
})

test('flash of a single file', async () => {
  const { exitCode, stdout } = await cli.run(['flash', photon.id, 'single.ino'])
  expect(exitCode, stdout).toBe(0)
  expect(stdout).toMatch(/Flash success!\n$/)
  await expectFunction('nine', 9)
})

test('flash of what was compiled before', async () => {
  await cli.run(['compile', 'photon', 'project', '--saveTo', 'seven.bin'])
  const { exitCode, stdout } = await cli.run(['flash', photon.id, 'seven.bin'])
  expect(exitCode, stdout).toBe(0)
  expect(stdout).toMatch(/Flash success!\n$/)
  await expectFunction('seven', 7)
})

test('flash of what does not compile leaves the Photon as it was', async () => {
  const { exitCode, stdout } = await cli.run(['flash', photon.id, 'broken'])
  expect(exitCode).toBe(1)
  expect(stdout).toMatch(/^\/src\/sensors\.ino:3:\d+: error: /m)
  expect(stdout).toContain(`Failed to flash ${photon.id}: Compiler encountered an error\n`)
  await expectFunction('seven', 7)
})

test('flash tinker', async () => {
  const { exitCode, stdout } = await cli.run(['flash', photon.id, 'tinker'])
  expect(exitCode, stdout).toBe(0)
  await expectFunction('digitalread', 0, 'D0')
})

test('flash within a product marks the device as one of its developer’s', async () => {
  await cli.run(['product', 'device', 'add', 'photon-kit', photon.id])
  const flash = ['cloud', 'flash', '--product', 'photon-kit', photon.id, 'single.ino']
  const { exitCode, stdout } = await cli.run(flash)
  expect(exitCode, stdout).toBe(0)
  expect(stdout).toContain(`Marking device ${photon.id} as a development device\n`)
  expect(stdout).toMatch(/Flash success!\n$/)
  await expectFunction('nine', 9)
})

test('flash of an offline device', async () => {
  const { exitCode, stdout } = await cli.run(['flash', offline.id, 'seven.bin'])
  expect(exitCode).toBe(1)
  expect(stdout).toContain(`Failed to flash ${offline.id}`)
})

test('flash of a device that is not there', async () => {
  const { exitCode, stdout } = await cli.run(['flash', '0123456789abcdef01234567', 'seven.bin'])
  expect(exitCode).toBe(1)
  expect(stdout).toContain('Failed to flash 0123456789abcdef01234567: Permission Denied')
})
