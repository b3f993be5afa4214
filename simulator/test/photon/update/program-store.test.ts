import { compile, FirmwareFileError } from '@particle-setup/device-os-wasm/compile'
import { beforeAll, expect, test } from 'vitest'
import { ProgramStore } from '../../../src/photon/index.ts'
import { desk, HOME } from '../support/desk.ts'
import { scripted } from '../support/scripted-firmware.ts'
import { flash } from '../support/update.ts'

let program: Uint8Array

beforeAll(async () => {
  const files = new Map([['app.ino', Buffer.from('void loop() { delay(1); }\n')]])
  program = (await compile({ name: 'store', files })).wasm
}, 180_000)

test('the same bytes are one program, however they come', async () => {
  const store = new ProgramStore()
  const halves = [program.slice(0, 1_000), program.slice(1_000)]
  const [whole, parts] = await Promise.all([store.open(program.slice()), store.open(...halves)])
  expect(parts.wasm).toBe(whole.wasm)
  expect(parts.module).toBe(whole.module)
  expect(whole.wasm.buffer.byteLength).toBe(program.length)
  expect((await store.open(whole.wasm)).module).toBe(whole.module)
})

test('bytes that are no program are refused every time', async () => {
  const store = new ProgramStore()
  for (let time = 0; time < 2; time++) {
    await expect(store.open(new Uint8Array(100))).rejects.toThrow(FirmwareFileError)
  }
})

test('Photons that were updated with the same file hold it once, also when each has read it from its own flash', async () => {
  const programs = new ProgramStore()
  const make = () => desk({ stored: [HOME], programs, firmware: scripted() })
  await using one = make()
  await using other = make()
  other.flash.storeProgram(program.slice())
  await Promise.all([one.photon.powerOn(), other.photon.powerOn()])
  await one.clock.advance(10_000)
  expect(await flash(one, program.slice())).toBe(0)
  expect(Buffer.compare(one.flash.program ?? new Uint8Array(), program)).toBe(0)
  expect(one.flash.program).toBe(other.flash.program)
})
