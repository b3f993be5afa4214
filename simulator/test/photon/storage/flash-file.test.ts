import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FlashFileError, openFlashFile } from '../../../src/photon/index.ts'
import { createRandom, createVirtualClock } from '../../../src/world/index.ts'
import { desk, HOME } from '../support/desk.ts'
import { scripted } from '../support/scripted-firmware.ts'

const clock = createVirtualClock()
let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'photon-state-'))
})

afterEach(async () => {
  await rm(directory, { recursive: true, force: true })
})

const open = (path = directory) => openFlashFile({ directory: path, random: createRandom('file') })

describe('a Photon with a state directory', () => {
  test('is the same Photon after a restart of the simulator', async () => {
    const first = await open()
    const { privateKeyDer } = await first.flash.keyPair(clock)
    first.flash.storeNetwork({
      ...HOME,
      security: 'wpa2-enterprise',
      eap: {
        type: 13,
        outerIdentity: 'anonymous',
        innerIdentity: '',
        clientCertificate: 'PEM',
        rootCa: '',
        privateKey: Uint8Array.of(1, 2, 3),
      },
    })
    first.flash.setClaimCode(Buffer.from('code'))
    first.flash.eeprom[5] = 42
    first.flash.commitEeprom()
    first.flash.storeProgram(Uint8Array.of(0, 97, 115, 109))
    await first.saved()

    const second = await open()
    expect(second.flash.identity).toEqual(first.flash.identity)
    expect((await second.flash.keyPair(clock)).privateKeyDer).toEqual(privateKeyDer)
    expect(second.flash.networks.map(network => Buffer.from(network.ssid).toString())).toEqual(['HomeNet'])
    expect(second.flash.networks[0]?.eap?.privateKey).toEqual(Uint8Array.of(1, 2, 3))
    expect(Buffer.from(second.flash.claimCode ?? []).toString()).toBe('code')
    expect(second.flash.eeprom[5]).toBe(42)
    expect(second.flash.program).toEqual(Uint8Array.of(0, 97, 115, 109))
    expect(second.flash.updated).toBe(true)
  })

  test('goes online by itself after a restart, and its program finds its EEPROM', async () => {
    const first = await open()
    const writer = scripted({
      setup: board => {
        board.eeprom?.set([1, 2, 3], 100)
      },
    })
    await using before = desk({ flash: first.flash, firmware: writer })
    await before.photon.powerOn()
    await before.clock.advance(1_000)
    before.setUp(HOME)
    await before.clock.advance(10_000)
    await before.photon.close()
    await first.saved()

    let read: number[] = []
    const reader = scripted({
      setup: board => {
        read = [...(board.eeprom?.subarray(100, 104) ?? [])]
      },
    })
    const second = await open()
    await using after = desk({ flash: second.flash, firmware: reader })
    await after.photon.powerOn()
    await after.clock.advance(10_000)
    expect(after.states()).toEqual(['joining', 'dhcp', 'connecting', 'handshake', 'online'])
    expect(after.cloud.session.identity).toEqual(before.cloud.session.identity)
    expect(read).toEqual([1, 2, 3, 0xff])
    await after.photon.close()
    await second.saved()
  })

  test('has one file, named after it, that only its owner may read, and no leftovers', async () => {
    const { flash, file, saved } = await open()
    for (let i = 0; i < 20; i++) flash.setClaimCode(Buffer.from(`code ${i}`))
    await saved()
    flash.setClaimCode(Buffer.from('last'))
    await saved()
    expect(await readdir(directory)).toEqual([`${flash.identity.deviceId}.json`])
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      version: 1,
      claimCode: Buffer.from('last').toString('base64'),
    })
  })

  test.each([
    ['is cut short', '{"version": 1, "deviceId"'],
    ['is of another version', '{"version": 2}'],
    ['is something else', '[]'],
  ])('refuses a file that %s, by its name, and leaves it alone', async (_case, text) => {
    const { flash, file, saved } = await open()
    flash.setClaimCode(Buffer.from('code'))
    await saved()
    await writeFile(file, text)
    const error = await open().catch(error => error)
    expect(error).toBeInstanceOf(FlashFileError)
    expect(error).toMatchObject({ code: 'state-file', file, cause: expect.any(Error) })
    expect(error.message).toContain(file)
    expect(await readFile(file, 'utf8')).toBe(text)
  })

  test('says so when it cannot write, and keeps the file it had', async () => {
    const { flash, saved } = await open(join(directory, 'gone'))
    await rm(join(directory, 'gone'), { recursive: true })
    flash.setClaimCode(Buffer.from('code'))
    await expect(saved()).rejects.toThrow(FlashFileError)
  })
})
