import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { compile, FirmwareCompileError, FirmwareProjectError, loadFirmware } from '../../src/compile/index.ts'
import { run } from '../../src/run/index.ts'
import { createTestBoard } from '../board.ts'
import { compileFixture, fixtureDir } from '../fixtures.ts'

/** The first compilation of all also compiles the Device OS API. */
const COLD_MS = 120_000

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'device-os-wasm-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function printed(name: string): Promise<string> {
  const board = createTestBoard()
  const firmware = await run(await compileFixture(name), board.board)
  await firmware.turn()
  await firmware.stop()
  return board.printed()
}

describe('a project', { timeout: COLD_MS }, () => {
  test('of loose .ino files runs, with its functions in any order', async () => {
    expect(await printed('legacy')).toBe('hello from a function below')
  })

  test('without src/ takes its sources from the root and its libraries from lib/', async () => {
    expect(await printed('simple')).toBe('hello from a library')
  })

  test('may use one name for static functions, variables and lambdas of several sources', async () => {
    expect((await printed('twins')).split('\r\n')).toEqual([
      'first lambda first',
      'first function first',
      'second lambda second',
      'second function second',
      '',
    ])
  })

  test.each([
    ['nowhere', 'There is no firmware project'],
    ['empty', 'has no sources'],
    ['dependent', 'Run: particle library copy JsonParserGeneratorRK'],
  ])('%s is refused', async (name, message) => {
    const refused = compile(fixtureDir(name))
    await expect(refused).rejects.toThrow(FirmwareProjectError)
    await expect(refused).rejects.toThrow(message)
  })
})

describe('errors', { timeout: COLD_MS }, () => {
  test('of all sources come with file, line, column and message, .ino included', async () => {
    const error = await compileFixture('broken').catch((reason: unknown) => reason)
    if (!(error instanceof FirmwareCompileError)) throw error
    const errors = error.diagnostics.filter(one => one.severity === 'error')
    expect(errors).toMatchObject([
      { file: 'src/broken.ino', line: 2, column: 14, message: "use of undeclared identifier 'forty'" },
      {
        file: 'src/broken.ino',
        line: 12,
        message: expect.stringContaining('Particle.keepAlive() is for devices that reach the cloud by UDP'),
      },
      { file: 'src/broken.ino', line: 5, message: expect.stringContaining('use double') },
      { file: 'src/other.cpp', line: 4, column: 13, message: "expected ';' after return statement" },
    ])
    expect(error.message).toContain('does not compile (4 errors)')
    expect(error.message).toContain('src/other.cpp:4:13')
  })

  test('of the linker name the source', async () => {
    await expect(compileFixture('unlinked')).rejects.toMatchObject({
      diagnostics: [{ file: 'src/unlinked.cpp', message: 'undefined symbol: elsewhere()' }],
    })
  })

  test('are not what Device OS lets pass without a warning', async () => {
    const sketch = `enum State { IDLE, BUSY };
State state = IDLE;
int start(String argument) { return 1; }
void onEvent(const char* name, const char* data) { switch (state) { case IDLE: state = BUSY; } }
class Relay {
public:
    Relay(int pin) : pin_(pin) {}
private:
    int pin_;
};
Relay relay(D0);
int relayed(int value) { return value; }
void setup() { int unused = 1; std::function<int()> one = [unused]() { return 1; }; relayed(one()); Particle.function("start", start); Particle.subscribe("go", onEvent, MY_DEVICES); }`
    const files = new Map([['app.ino', Buffer.from(sketch)]])
    expect((await compile({ name: 'sketch', files })).warnings).toEqual([])
  })

  test('are formats of another size, but not of another name for the same: %lu is for a uint32_t on a device', async () => {
    const sketch = (arguments_: string) => ({
      name: 'sketch',
      files: new Map([['app.ino', Buffer.from(`void setup() { Log.info(${arguments_}); }`)]]),
    })
    const strict = { warningsAsErrors: true }
    const right = await compile(sketch('"%lu %u %ld %d", uint32_t(1), sizeof(int), int32_t(2), 3L'), strict)
    expect(right.warnings).toEqual([])
    expect((await compile(sketch('"%lu", uint64_t(1)'))).warnings).toMatchObject([
      { file: 'app.ino', line: 1, message: expect.stringContaining("format specifies type 'unsigned long'") },
    ])
    for (const wrong of ['"%lu", uint64_t(1)', '"%s", 1', '"%d"']) {
      await expect(compile(sketch(wrong), strict)).rejects.toThrow(FirmwareCompileError)
    }
  })

  test('are what warnings become on demand', async () => {
    const { warnings } = await compile(fixtureDir('warned'))
    expect(warnings).toMatchObject([{ file: 'src/warned.cpp', line: 2, severity: 'warning' }])
    await expect(compile(fixtureDir('warned'), { warningsAsErrors: true })).rejects.toThrow('unused')
  })
})

describe('the compiler', { timeout: COLD_MS }, () => {
  test('gives the same bytes from nothing, and answers a second time from the cache', async () => {
    const cacheDir = join(folder, 'cache')
    const steps: string[] = []
    const first = await compile(fixtureDir('minimal'), { cacheDir, onProgress: step => steps.push(step) })
    expect(steps).toEqual([
      'compiling the Device OS API',
      'compiling the Device OS runtime',
      'compiling src/minimal.cpp',
      'linking',
    ])
    const second = await compile(fixtureDir('minimal'), { cacheDir })
    const elsewhere = await compile(fixtureDir('minimal'))
    expect([first.cached, second.cached]).toEqual([false, true])
    expect([second.sha256, elsewhere.sha256]).toEqual([first.sha256, first.sha256])
    expect(await readdir(join(cacheDir, 'locks'))).toEqual([])
  })

  test('compiles again only what has changed', async () => {
    const cacheDir = join(folder, 'cache')
    const files = new Map(
      Object.entries({
        'project.properties': '',
        'src/answer.h': 'int answer();',
        'src/answer.cpp': '#include "answer.h"\nint answer() { int unused; return 42; }',
        'src/app.ino': '#include "answer.h"\nvoid setup() { Serial.println(answer()); }',
        'src/other.c': 'int other = 1;',
      }).map(([path, text]) => [path, Buffer.from(text)]),
    )
    const compiled = async (changed: Readonly<Record<string, string>> = {}) => {
      for (const [path, text] of Object.entries(changed)) files.set(path, Buffer.from(text))
      const steps: string[] = []
      const onProgress = (step: string) => steps.push(step)
      const { warnings } = await compile({ name: 'sketch', files }, { cacheDir, onProgress })
      expect(warnings).toMatchObject([{ file: 'src/answer.cpp', line: 2 }])
      return steps.map(step => step.replace('compiling src/', ''))
    }
    expect(await compiled()).toEqual(['answer.cpp', 'app.ino.cpp', 'other.c', 'linking'])
    expect(await compiled({ 'src/other.c': 'int other = 2;' })).toEqual(['other.c', 'linking'])
    expect(await compiled({ 'src/answer.h': 'int answer(void);' })).toHaveLength(4)
    expect(await compiled({ 'src/new.cpp': '#include "other.c"' }).catch(() => 'twice')).toBe('twice')
  })

  test('need not compile again what gave no warning under stricter flags', async () => {
    const cacheDir = join(folder, 'cache')
    const strict = { cacheDir, warningsAsErrors: true, extraFlags: ['-Wconversion'] }
    const { sha256 } = await compile(fixtureDir('minimal'), {
      ...strict,
      extraFlags: ['-Wconversion', '-Wshadow'],
    })
    expect(await compile(fixtureDir('minimal'), { cacheDir })).toMatchObject({ cached: true, sha256 })
    expect(await compile(fixtureDir('minimal'), strict)).toMatchObject({ cached: false, sha256 })
  })

  test('has integers of 32 bits that are long, as on the device', async () => {
    const sketch = `#include <algorithm>
#include <inttypes.h>
uint32_t last = 0;
int32_t change = -3;
void touch(unsigned long& when) { when = millis(); }
void show(int value) { Serial.printlnf("%d", value); }
void show(int32_t value) { Serial.printlnf("%ld", value); }
void setup() {
    touch(last);
    show(change);
    last = std::max(last, 60000UL);
    Serial.printlnf("%lu %lu %lu %ld", millis(), last, System.freeMemory(), change);
    Serial.printlnf("%" PRIu32 " %" PRId32 " %" PRIx32, last, change, last);
}`
    const files = new Map([['app.ino', Buffer.from(sketch)]])
    expect((await compile({ name: 'sketch', files })).warnings).toEqual([])
  })

  test('does not take a damaged cache for a firmware', async () => {
    const cacheDir = join(folder, 'cache')
    const { sha256 } = await compile(fixtureDir('minimal'), { cacheDir })
    for (const name of await readdir(join(cacheDir, 'firmware'))) {
      await writeFile(join(cacheDir, 'firmware', name), 'half a file')
    }
    expect(await compile(fixtureDir('minimal'), { cacheDir })).toMatchObject({ cached: false, sha256 })
  })

  test('ends with the signal and with its time', async () => {
    const project = join(folder, 'project')
    await cp(fixtureDir('minimal'), project, { recursive: true })
    await writeFile(join(project, 'src', 'new.cpp'), 'int fresh = 1;')
    const abort = new AbortController()
    const compiling = compile(project, {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
    })
    await expect(compiling).rejects.toThrow('enough')
    await expect(compile(project, { timeoutMs: 1 })).rejects.toMatchObject({
      code: 'compile-timeout',
      timeoutMs: 1,
    })
  })

  test('that dies says so', async () => {
    // Read by Node itself, in the compiler's process only: this one has started already.
    vi.stubEnv('NODE_OPTIONS', '--require=/there/is/no/such/module.cjs')
    try {
      const dying = compile(fixtureDir('minimal'), { extraFlags: ['-DNEVER_COMPILED'] })
      await expect(dying).rejects.toMatchObject({ code: 'compiler-crashed', exitCode: 1 })
      await expect(dying).rejects.toThrow('no/such/module.cjs')
    } finally {
      vi.unstubAllEnvs()
    }
  })
})

describe('loadFirmware', { timeout: COLD_MS }, () => {
  test('reads what was compiled', async () => {
    const compiled = await compileFixture('minimal')
    const file = join(folder, 'minimal.wasm')
    await writeFile(file, compiled.wasm)
    const loaded = await loadFirmware(file)
    expect(loaded.sha256).toBe(compiled.sha256)
    const firmware = await run(loaded, createTestBoard().board)
    await firmware.turn()
    expect(firmware.functions).toEqual(['twice'])
  })

  test('takes the bytes themselves', async () => {
    const compiled = await compileFixture('minimal')
    expect(await loadFirmware(compiled.wasm)).toMatchObject({ sha256: compiled.sha256, cached: true })
  })

  test.each([
    ['is not there', undefined, 'it cannot be read'],
    ['is no module', new Uint8Array([1, 2, 3]), 'it is not a WebAssembly module'],
    ['is empty', new Uint8Array(), 'it is empty'],
    ['is an ARM image', armImage(6), 'it is an ARM image for platform 6 (Photon), and this runs WebAssembly'],
    ['is for the gcc', Buffer.from('\x7fELF\x01'), 'it is an ELF file'],
    ['is packed', Buffer.from('PK\x03\x04'), 'it is a zip archive'],
    [
      'is another module',
      new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
      'it was not compiled by this package',
    ],
  ])('refuses a file that %s', async (name, bytes, problem) => {
    const file = join(folder, `${name}.wasm`)
    if (bytes) {
      await writeFile(file, bytes)
      await expect(loadFirmware(bytes)).rejects.toThrow(`A file of ${bytes.length} bytes is not a firmware`)
      await expect(loadFirmware(bytes)).rejects.toThrow(problem)
    }
    await expect(loadFirmware(file)).rejects.toMatchObject({ code: 'firmware-file', file })
    await expect(loadFirmware(file)).rejects.toThrow(problem)
  })
})

/** A user part of 100 bytes and its checksum. Source: Device OS dynalib/inc/module_info.h. */
function armImage(platform: number): Uint8Array {
  const image = Buffer.alloc(104)
  image.writeUInt32LE(0x080a_0000, 0)
  image.writeUInt32LE(0x080a_0000 + 100, 4)
  image.writeUInt16LE(platform, 12)
  return image
}
