import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
let project: string

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'firmware-'))
  for (const name of ['package.json', 'project.properties', 'scripts', 'src', 'lib']) {
    await cp(join(root, name), join(project, name), { recursive: true })
  }
  await symlink(join(root, 'node_modules'), join(project, 'node_modules'), 'junction')
})

afterEach(() => rm(project, { recursive: true, force: true }))

describe('pnpm build', () => {
  it('writes a WebAssembly module and says how large it is and how long it took', async () => {
    const { code, stdout, stderr } = await build()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^dist\/photon-stream\.wasm {2}\d+ bytes( from cache)? in \d+\.\d s\n$/)
    const wasm = await readFile(join(project, 'dist/photon-stream.wasm'))
    expect(wasm.subarray(0, 4).toString('latin1')).toBe('\0asm')
  })

  it('names file and line of what does not compile, and exits 1', async () => {
    await replaceSources('src/broken.cpp', 'int sound;\nint broken() { return nothing; }\n')
    const { code, stdout, stderr } = await build()
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe("src/broken.cpp:2: use of undeclared identifier 'nothing'\n")
  })

  it('takes a narrowed number and a shadowed name for errors', async () => {
    await replaceSources(
      'lib/Careless/src/careless.cpp',
      'short narrow(int n) { return n; }\nint shadow(int n) { { int n = 1; (void)n; } return n; }\n',
    )
    const { code, stderr } = await build()
    expect(code).toBe(1)
    expect(stderr).toMatch(/^lib\/Careless\/src\/careless\.cpp:1: .*-Wimplicit-int-conversion/m)
    expect(stderr).toMatch(/^lib\/Careless\/src\/careless\.cpp:2: .*-Wshadow/m)
  })

  it('explains itself with --help, and compiles nothing', async () => {
    await replaceSources('src/broken.cpp', 'broken\n')
    const { code, stdout } = await build('--help')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Usage: /)
  })

  it('refuses an option it does not know', async () => {
    const { code, stderr } = await build('--fast')
    expect(code).toBe(1)
    expect(stderr).toContain('--fast')
  })
})

/** Leaves a program that does nothing, and one file more. */
async function replaceSources(file: string, text: string): Promise<void> {
  for (const folder of ['src', 'lib']) {
    await rm(join(project, folder), { recursive: true })
  }
  const sources = { 'src/nothing.cpp': 'void setup();\nvoid setup() {}\n', [file]: text }
  for (const [path, content] of Object.entries(sources)) {
    await mkdir(join(project, path, '..'), { recursive: true })
    await writeFile(join(project, path), content)
  }
}

function build(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = ['--conditions=@particle-setup/source', join(project, 'scripts/build.ts'), ...args]
  const options = { cwd: project, timeout: 60_000 }
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, command, options, (error, stdout, stderr) => {
      if (error && child.exitCode === null) {
        reject(error)
      } else {
        resolve({ code: child.exitCode ?? 0, stdout, stderr })
      }
    })
  })
}
