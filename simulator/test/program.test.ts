import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { loadProgram, loadTinker } from '../src/program.ts'
import { realFirmware } from './firmware.ts'

describe('the program of a simulation', { timeout: 120_000 }, () => {
  test('is Tinker where there is no project and none is named, as on a Photon out of the box', async () => {
    const program = await loadProgram({})
    expect(program.sha256).toBe((await loadTinker()).sha256)
  })

  test('is read from a file, or taken as it is', async () => {
    const firmware = await realFirmware()
    const folder = await mkdtemp(join(tmpdir(), 'particle-setup-program-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = join(folder, 'firmware.wasm')
    await writeFile(file, firmware.wasm)
    expect((await loadProgram({ firmware: file })).sha256).toBe(firmware.sha256)
    expect(await loadProgram({ firmware })).toBe(firmware)
  })

  test('is compiled from a sketch of one file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'particle-setup-program-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = join(folder, 'blink.ino')
    await writeFile(file, 'PRODUCT_ID(10001);\nPRODUCT_VERSION(3);\nvoid setup() {}\n')
    expect((await loadProgram({ firmware: file })).product).toEqual({ id: 10_001, version: 3 })
    await writeFile(file, 'void setup() { nothing; }\n')
    await expect(loadProgram({ firmware: file })).rejects.toThrow(/blink\.ino:1:16: use of undeclared/)
  })

  test('has to be there when it is named', async () => {
    await expect(loadProgram({ firmware: 'nowhere' })).rejects.toThrow('there is no firmware at "nowhere"')
  })
})
