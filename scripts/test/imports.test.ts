import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { ROOT } from '../lib/workspace.ts'

const run = promisify(execFile)
const houses: string[] = []

afterEach(async () => {
  await Promise.all(houses.splice(0).map(house => rm(house, { recursive: true, force: true })))
})

/** A house with nothing in it but these two rooms, and an import from the first to the second. */
async function violations(importer: string, imported: string, statement: string): Promise<string> {
  const house = await mkdtemp(join(tmpdir(), 'particle-setup-house-'))
  houses.push(house)
  for (const file of [importer, imported]) await mkdir(join(house, dirname(file)), { recursive: true })
  await writeFile(join(house, importer), statement)
  await writeFile(join(house, imported), 'export const thing = 1\nexport type Thing = number\n')
  await copyFile(join(ROOT, '.dependency-cruiser.mjs'), join(house, '.dependency-cruiser.mjs'))
  const rules = ['--config', '.dependency-cruiser.mjs', '--output-type', 'err', 'packages', 'simulator']
  for (const folder of ['packages', 'simulator']) await mkdir(join(house, folder), { recursive: true })
  try {
    const { stdout } = await run(join(ROOT, 'node_modules', '.bin', 'depcruise'), rules, {
      cwd: house,
      timeout: 30_000,
    })
    return stdout
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}

test('host must not import simulator', async () => {
  const report = await violations(
    'packages/host/src/index.ts',
    'simulator/src/index.ts',
    "export { thing } from '../../../simulator/src/index.ts'",
  )
  expect(report).toContain(
    'error host may import protocol: packages/host/src/index.ts → simulator/src/index.ts',
  )
})

test('simulator must not import host, not even a type', async () => {
  const report = await violations(
    'simulator/src/cloud/index.ts',
    'packages/host/src/index.ts',
    "export type { Thing } from '../../../packages/host/src/index.ts'",
  )
  expect(report).toContain('error simulator/cloud may import')
})

test('photon and cloud must not import each other, not even dynamically', async () => {
  const report = await violations(
    'simulator/src/photon/index.ts',
    'simulator/src/cloud/index.ts',
    "export const load = () => import('../cloud/index.ts')",
  )
  expect(report).toContain('error simulator/photon may import')
})

test('the cloud may use the compiler and nothing else of device-os-wasm', async () => {
  const compile = 'packages/device-os-wasm/src/compile/index.ts'
  const run = 'packages/device-os-wasm/src/run/index.ts'
  const cloud = 'simulator/src/cloud/index.ts'
  expect(await violations(cloud, compile, `export { thing } from '../../../${compile}'`)).toContain(
    'no dependency violations',
  )
  expect(await violations(cloud, run, `export { thing } from '../../../${run}'`)).toContain(
    'error simulator/cloud may import',
  )
})

test('protocol must not use a Node built-in', async () => {
  const report = await violations(
    'packages/protocol/src/index.ts',
    'packages/protocol/src/other.ts',
    "export { connect } from 'node:net'",
  )
  expect(report).toContain('error protocol has no Node built-in')
})

test('the command loads the simulator only when a command needs it', async () => {
  const simulator = 'simulator/src/index.ts'
  const cli = 'packages/cli/src/cli.ts'
  expect(
    await violations(cli, simulator, `import { thing } from '../../../${simulator}'\nexport { thing }`),
  ).toContain('error cli loads the simulator and the compiler only when a command needs them')
  expect(
    await violations(cli, simulator, `export const load = () => import('../../../${simulator}')`),
  ).toContain('no dependency violations')
})
