import { type CompiledFirmware, compile } from '@particle-setup/device-os-wasm/compile'
import { run } from '@particle-setup/device-os-wasm/run'
import { beforeAll, describe, expect, test } from 'vitest'
import { ProgramStore, type RunFirmware } from '../../../src/photon/index.ts'
import { type Desk, desk, HOME } from '../support/desk.ts'
import { flash } from '../support/update.ts'

const program = (name: string, more = ''): string => `
PRODUCT_VERSION(${name.length})
int answer(String) { return ${name.length}; }
void heard(system_event_t, int what) { EEPROM.write(0, EEPROM.read(0) + (what == firmware_update_begin)); EEPROM.write(1, what); }
void setup() {
    Particle.function("${name}", answer);
    System.on(firmware_update, heard);
}
void loop() {}
${more}`

async function compiled(source: string): Promise<CompiledFirmware> {
  return compile({ name: 'update', files: new Map([['app.ino', Buffer.from(source)]]) })
}

let first: CompiledFirmware
let second: CompiledFirmware
let crashing: CompiledFirmware

beforeAll(async () => {
  first = await compiled(program('one'))
  second = await compiled(program('second'))
  crashing = await compiled(program('crash', 'STARTUP(__builtin_trap());'))
}, 180_000)

function made(programs = new ProgramStore()) {
  const firmware: RunFirmware = async (board, bytes) =>
    run(bytes === undefined ? first : await programs.open(bytes), board)
  return { stored: [HOME], firmware, firmwareSha256: first.sha256, programs }
}

async function online(options = made()): Promise<Desk> {
  const d = desk(options)
  d.flash.eeprom.fill(0, 0, 2)
  await d.photon.powerOn()
  await d.clock.advance(10_000)
  expect(d.photon.state).toBe('online')
  return d
}

async function call(d: Desk, name: string): Promise<number | undefined> {
  const { session } = d.cloud
  session.send({ type: 'functionCall', token: 5, name, argument: '' })
  await expect.poll(() => session.all('functionReturn')).toHaveLength(1)
  return session.all('functionReturn')[0]?.value
}

describe('a Photon that runs a compiled program', () => {
  test('answers with the functions of the next one after an update over the air', async () => {
    await using d = await online()
    expect(await call(d, 'one')).toBe(3)
    expect(d.photon.snapshot().firmware).toMatchObject({ sha256: first.sha256.slice(0, 12), flashed: false })
    expect(await flash(d, second.wasm)).toBe(0)
    await d.clock.advance(10_000)
    expect(d.cloud.session.all('hello')).toMatchObject([{ updated: true, productVersion: 6 }])
    expect(await call(d, 'second')).toBe(6)
    expect(d.photon.snapshot().firmware).toMatchObject({ sha256: second.sha256.slice(0, 12), flashed: true })
  })

  test('hears of its end, and leaves it its EEPROM', async () => {
    await using d = await online()
    await flash(d, second.wasm)
    await d.clock.advance(10_000)
    expect([...d.flash.eeprom.subarray(0, 2)]).toEqual([1, 1])
  })

  test.each([
    ['is cut off', () => second.wasm.slice(0, -1), -1330],
    [
      'has one other bit',
      () => Uint8Array.from(second.wasm, (byte, at) => (at === second.wasm.length - 400 ? byte ^ 1 : byte)),
      -1330,
    ],
    [
      'is for another platform',
      () =>
        Buffer.from(
          Buffer.from(second.wasm).toString('latin1').replace('"platform":6', '"platform":8'),
          'latin1',
        ),
      -1360,
    ],
    ['is no program', () => Buffer.from('hello'), -1370],
  ])('keeps running when what came %s', async (_, file, result) => {
    await using d = await online()
    expect(await flash(d, file())).toBe(result)
    expect(await call(d, 'one')).toBe(3)
    await d.clock.advance(0)
    expect([...d.flash.eeprom.subarray(0, 2)]).toEqual([1, 255])
  })

  test('crashes again and again when the new one crashes before it starts, and shows it', async () => {
    await using d = await online()
    const crashes: string[] = []
    d.photon.on('panic', error => crashes.push(error.name))
    expect(await flash(d, crashing.wasm)).toBe(0)
    await d.clock.advance(5_000)
    expect(d.photon.led).toMatchObject({ color: 'red', pattern: 'sos' })
    await d.clock.advance(30_000)
    expect(crashes.length).toBeGreaterThan(1)
    expect(new Set(crashes)).toEqual(new Set(['FirmwareTrapError']))
    await d.photon.powerOff()
    d.flash.eraseProgram()
    await d.photon.powerOn()
    await d.clock.advance(10_000)
    expect(await call(d, 'one')).toBe(3)
  })

  test('waits in safe mode for another when its flash holds one that this version cannot run', async () => {
    const options = made()
    await using d = desk(options)
    d.flash.storeProgram(Buffer.from('of another version'))
    const problems: string[] = []
    d.photon.on('problem', error => problems.push(error.name))
    await d.photon.powerOn()
    await d.clock.advance(10_000)
    expect(problems).toEqual(['FirmwareFileError'])
    expect(d.photon.led).toEqual({ color: 'magenta', pattern: 'breathing' })
    expect(d.cloud.session.all('event').map(({ name }) => name)).toContain('spark/device/safemode')
    expect(await flash(d, second.wasm)).toBe(0)
    await d.clock.advance(10_000)
    expect(await call(d, 'second')).toBe(6)
  })
})
