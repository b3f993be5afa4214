import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../lib/workspace.ts'

const run = promisify(execFile)

interface Manifest {
  name: string
  private?: boolean
  license?: string
  engines?: { node: string }
  exports: Record<string, string | Record<string, string>>
  bin?: Record<string, string>
  dependencies?: Record<string, string>
}

/** What a stranger gets who installs our packages from the registry, without the workspace around them. */
const consumer = await mkdtemp(join(tmpdir(), 'particle-setup-consumer-'))
const published = await publishedPackages()

beforeAll(async () => {
  await mkdir(join(consumer, 'node_modules', '@particle-setup'), { recursive: true })
  await symlink(join(ROOT, 'node_modules', '@types'), join(consumer, 'node_modules', '@types'))
  await Promise.all(published.map(({ folder }) => install(folder)))
}, 120_000)

afterAll(() => rm(consumer, { recursive: true, force: true }))

describe.each(published)('$manifest.name, packed and installed', ({ folder, manifest }) => {
  test('holds what its manifest points at, and nothing of the workspace', async () => {
    const files = await filesOf(manifest.name)
    for (const target of Object.values(manifest.exports).flatMap(entry =>
      typeof entry === 'string' ? [entry] : Object.values(entry),
    )) {
      expect(files).toContain(target.slice(2))
    }
    expect(files).toContain('README.md')
    expect(files).toContain('LICENSE')
    expect(files.filter(file => /(^test\/|\.test\.|tsconfig|\.turbo|\.results)/.test(file))).toEqual([])
    expect(manifest.license, folder).toBe('MIT')
  })

  test('every entry can be imported', async () => {
    const script = Object.keys(manifest.exports)
      .filter(entry => entry !== './package.json')
      .map(entry => `await import('${manifest.name}${entry.slice(1)}')`)
      .join('\n')
    await run(process.execPath, ['--input-type=module', '-e', script], { cwd: consumer, timeout: 30_000 })
  })

  test('every entry has types that a strict consumer can compile', async () => {
    const entries = Object.keys(manifest.exports).filter(entry => entry !== './package.json')
    const folderOfTest = join(consumer, manifest.name.replace('/', '-'))
    await mkdir(folderOfTest)
    await writeFile(
      join(folderOfTest, 'use.ts'),
      entries.map((entry, i) => `export * as entry${i} from '${manifest.name}${entry.slice(1)}'`).join('\n'),
    )
    await writeFile(
      join(folderOfTest, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          module: 'nodenext',
          target: 'es2024',
          strict: true,
          noEmit: true,
          types: ['node'],
          skipLibCheck: false,
        },
        files: ['use.ts'],
      }),
    )
    const tsc = run(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', folderOfTest], {
      cwd: consumer,
      timeout: 60_000,
    })
    expect(
      await tsc.then(
        () => '',
        error => error.stdout,
      ),
    ).toBe('')
  })
})

test('the installed command runs without the workspace', async () => {
  const bin = join(consumer, 'node_modules', '@particle-setup', 'cli', 'bin', 'particle-setup.js')
  const { stdout } = await run(process.execPath, [bin, '--help'], { cwd: consumer, timeout: 30_000 })
  expect(stdout).toContain('Usage: particle-setup')
})

async function publishedPackages(): Promise<{ folder: string; manifest: Manifest }[]> {
  const folders = [...(await readdir(join(ROOT, 'packages'))).map(name => `packages/${name}`), 'simulator']
  const all = await Promise.all(
    folders.map(async folder => ({
      folder,
      manifest: JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest,
    })),
  )
  return all.filter(({ manifest }) => !manifest.private)
}

/** Packs one package with npm and unpacks it where a consumer's npm would, its dependencies beside it. */
async function install(folder: string): Promise<void> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', consumer], {
    cwd: join(ROOT, folder),
    timeout: 60_000,
  })
  const report: { name: string; filename: string }[] | Record<string, { name: string; filename: string }> =
    JSON.parse(stdout)
  const [packed] = Object.values(report)
  if (!packed) throw new Error(`npm pack of ${folder} reported nothing: ${stdout}`)

  const unpacked = await mkdtemp(join(consumer, 'unpacked-'))
  await run('tar', ['-xzf', join(consumer, packed.filename), '-C', unpacked])
  const target = join(consumer, 'node_modules', packed.name)
  await rename(join(unpacked, 'package'), target)

  const manifest: Manifest = JSON.parse(await readFile(join(target, 'package.json'), 'utf8'))
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    if (dependency.startsWith('@particle-setup/')) continue
    const place = join(target, 'node_modules', dependency)
    await mkdir(join(place, '..'), { recursive: true })
    await symlink(join(ROOT, folder, 'node_modules', dependency), place)
  }
}

async function filesOf(name: string): Promise<string[]> {
  const base = join(consumer, 'node_modules', name)
  const entries = await readdir(base, { recursive: true })
  return entries.filter(entry => !entry.startsWith('node_modules'))
}
