import { crc32 } from 'node:zlib'
import { EEPROM_BYTES } from '@particle-setup/device-os-wasm/run'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BenchBoard } from './bench/board.ts'
import { BenchPhoton } from './bench/photon.ts'

const recordBytes = 16

async function settingsOf(photon: BenchPhoton): Promise<unknown[]> {
  return [await photon.read('streaming'), await photon.read('intervalMs')]
}

/** EEPROM in which a Photon stored "off, every 5000 ms". */
async function storedEeprom(): Promise<Uint8Array> {
  await using photon = await BenchPhoton.powerOn()
  await photon.call('setInterval', '5000')
  await photon.call('toggleStream', 'off')
  return photon.board.eeprom
}

describe('the settings', () => {
  it('outlive a reset', async () => {
    await using before = await BenchPhoton.powerOn()
    await before.call('setInterval', '250')
    await before.call('toggleStream', 'off')
    await using after = await before.reset()
    expect(await settingsOf(after)).toEqual([false, 250])
    await after.pass(5000)
    expect(after.board.published).toEqual([])
    await after.call('toggleStream', 'on')
    await using again = await after.reset()
    expect(await settingsOf(again)).toEqual([true, 250])
  })

  it('take the first 16 bytes of EEPROM and no more', async () => {
    const eeprom = await storedEeprom()
    expect(Buffer.from(eeprom.subarray(0, recordBytes)).toString('hex')).toBe(
      '505354520100000088130000e7eb8eb0',
    )
    expect(eeprom.subarray(recordBytes).every(byte => byte === 0xff)).toBe(true)
  })

  it('are written only when one changes', async () => {
    await using photon = await BenchPhoton.powerOn()
    await photon.call('toggleStream', 'on')
    await photon.call('toggleStream', 'what')
    await photon.call('setInterval', '1000')
    await photon.call('setInterval', '-5')
    await photon.pass(5000)
    expect(photon.board.eeprom.every(byte => byte === 0xff)).toBe(true)
    await photon.call('setInterval', '1001')
    expect(photon.board.eeprom.subarray(0, recordBytes).every(byte => byte === 0xff)).toBe(false)
  })
})

describe('the defaults, streaming every 1000 ms, hold', () => {
  it('while EEPROM is erased', async () => {
    await using photon = await BenchPhoton.powerOn()
    expect(await settingsOf(photon)).toEqual([true, 1000])
  })

  it('while EEPROM is all zero', async () => {
    await using photon = await BenchPhoton.powerOn(new BenchBoard(new Uint8Array(EEPROM_BYTES)))
    expect(await settingsOf(photon)).toEqual([true, 1000])
  })

  it('when any bit of the record is wrong', async () => {
    const stored = await storedEeprom()
    for (let bit = 0; bit < recordBytes * 8; bit++) {
      const eeprom = stored.slice()
      const index = bit >> 3
      eeprom[index] = (eeprom[index] ?? 0) ^ (1 << (bit & 7))
      await using photon = await BenchPhoton.powerOn(new BenchBoard(eeprom))
      expect(await settingsOf(photon)).toEqual([true, 1000])
    }
  })

  it('when another program left its bytes there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: recordBytes, maxLength: recordBytes }), async bytes => {
        const eeprom = new Uint8Array(EEPROM_BYTES).fill(0xff)
        eeprom.set(bytes)
        await using photon = await BenchPhoton.powerOn(new BenchBoard(eeprom))
        expect(await settingsOf(photon)).toEqual([true, 1000])
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    ['a version it does not know', { version: 2 }],
    ['an interval below the bounds', { intervalMs: 19 }],
    ['an interval above the bounds', { intervalMs: 86_400_001 }],
    ['a flag that is neither on nor off', { streaming: 2 }],
  ])('when a sound record holds %s', async (_, fields) => {
    await using photon = await BenchPhoton.powerOn(new BenchBoard(eepromWith(fields)))
    expect(await settingsOf(photon)).toEqual([true, 1000])
  })

  it('but not over a sound record within the bounds', async () => {
    const eeprom = eepromWith({ streaming: 0, intervalMs: 86_400_000 })
    await using photon = await BenchPhoton.powerOn(new BenchBoard(eeprom))
    expect(await settingsOf(photon)).toEqual([false, 86_400_000])
  })
})

/** EEPROM with a record of the firmware's layout and a checksum that fits. */
function eepromWith(fields: { version?: number; streaming?: number; intervalMs?: number }): Uint8Array {
  const { version = 1, streaming = 0, intervalMs = 5000 } = fields
  const eeprom = new Uint8Array(EEPROM_BYTES).fill(0xff)
  const record = new DataView(eeprom.buffer)
  eeprom.set(Buffer.from('PSTR'))
  record.setUint16(4, version, true)
  record.setUint16(6, streaming, true)
  record.setUint32(8, intervalMs, true)
  record.setUint32(12, crc32(eeprom.subarray(0, 12)), true)
  return eeprom
}
