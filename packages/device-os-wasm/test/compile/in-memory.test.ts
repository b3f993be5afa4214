import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  compile,
  FirmwareCompileError,
  FirmwareProjectError,
  formatDiagnostics,
  MAX_PROJECT_BYTES,
  MAX_PROJECT_FILES,
} from '../../src/compile/index.ts'
import { run } from '../../src/run/index.ts'
import { createTestBoard } from '../board.ts'
import { compileFixture, fixtureDir } from '../fixtures.ts'

/** The first compilation of all also compiles the Device OS API. */
const COLD_MS = 120_000

const HELLO = 'void setup() { greet(); }\nvoid greet() { Serial.print("hello"); }\n'

function project(files: Record<string, string>) {
  const entries = Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const)
  return { name: 'the upload', files: new Map(entries) }
}

async function printed(files: Record<string, string>): Promise<string> {
  const board = createTestBoard()
  const firmware = await run(await compile(project(files)), board.board)
  await firmware.turn()
  await firmware.stop()
  return board.printed()
}

async function fixtureInMemory(name: string) {
  const dir = fixtureDir(name)
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const files = new Map<string, Uint8Array>()
  for (const entry of entries.filter(one => one.isFile())) {
    const path = join(entry.parentPath, entry.name)
    files.set(path.slice(dir.length + 1), await readFile(path))
  }
  return { name, files }
}

describe('a project in memory', { timeout: COLD_MS }, () => {
  test.each(['legacy', 'simple', 'minimal'])('gives what the folder %s gives, from its cache', async name => {
    const onDisk = await compileFixture(name)
    const inMemory = await compile(await fixtureInMemory(name))
    expect(inMemory).toMatchObject({ sha256: onDisk.sha256, cached: true })
  })

  test('may be a lone .ino', async () => {
    expect(await printed({ 'app.ino': HELLO })).toBe('hello')
  })

  test('may be a lone .cpp', async () => {
    const source = '#include "Particle.h"\nvoid setup() { Serial.print("hi"); }\n'
    expect(await printed({ 'app.cpp': source })).toBe('hi')
  })

  test('may have src/ without project.properties', async () => {
    const files = {
      'src/app.ino': '#include "words.h"\nvoid setup() { Serial.print(WORD); }\n',
      'src/words.h': '#define WORD "from src"\n',
    }
    expect(await printed(files)).toBe('from src')
  })

  test('brings its libraries', async () => {
    const files = {
      'project.properties': 'name=x\n',
      'src/app.ino': '#include "foo.h"\nvoid setup() { Serial.print(foo()); }\n',
      'lib/foo/src/foo.h': 'const char* foo();\n',
      'lib/foo/src/foo.cpp': '#include "foo.h"\nconst char* foo() { return "foo"; }\n',
    }
    expect(await printed(files)).toBe('foo')
  })

  test('gets diagnostics for the lines its author wrote, as GCC would print them', async () => {
    const source =
      'int used = 1;\nvoid setup() {\n    int x = forty;\n}\nvoid loop() { later(); }\nvoid later() {}\n'
    const error = await compile(project({ 'src/app.ino': source })).catch((reason: unknown) => reason)
    if (!(error instanceof FirmwareCompileError)) throw error
    expect(formatDiagnostics(error.diagnostics)).toBe(
      "src/app.ino:3:13: error: use of undeclared identifier 'forty'",
    )
    expect(error.message).toContain('Firmware in the upload does not compile')
  })

  test.each([
    '/etc/app.ino',
    '../app.ino',
    'src/../../app.ino',
    './app.ino',
    'src//app.ino',
    'C:\\app.ino',
    'src\\app.ino',
    '-Wp,x.cpp',
    '@flags.cpp',
    'a\nb.cpp',
    '__proto__/app.ino',
    '',
  ])('is refused for the path %j', async path => {
    const refused = compile(project({ [path]: HELLO, 'app.ino': HELLO }))
    await expect(refused).rejects.toThrow(FirmwareProjectError)
    await expect(refused).rejects.toThrow(`${JSON.stringify(path)} of the upload cannot be`)
  })

  test('is refused when a file is a folder too', async () => {
    const refused = compile(project({ 'app.cpp': '', 'app.cpp/more.cpp': '' }))
    await expect(refused).rejects.toThrow('folder and a file at once')
  })

  test('is refused when it is larger than any project', async () => {
    const many = Array.from({ length: MAX_PROJECT_FILES + 1 }, (_, index) => [`${index}.h`, ''])
    await expect(compile(project(Object.fromEntries(many)))).rejects.toThrow(FirmwareProjectError)
    const large = { 'app.ino': ' '.repeat(MAX_PROJECT_BYTES + 1) }
    await expect(compile(project(large))).rejects.toThrow('bytes are taken')
  })

  test('without a source is refused', async () => {
    await expect(compile(project({ 'README.md': '' }))).rejects.toThrow('has no sources')
  })
})

describe('formatDiagnostics', () => {
  test('leaves out what is not known', () => {
    const text = formatDiagnostics([
      { file: 'src/a.cpp', line: 0, column: 0, severity: 'error', message: 'undefined symbol: b()' },
      { file: '', line: 0, column: 0, severity: 'warning', message: 'unused' },
    ])
    expect(text).toBe('src/a.cpp: error: undefined symbol: b()\nwarning: unused')
  })
})
