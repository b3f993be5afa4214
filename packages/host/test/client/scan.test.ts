import { getAvailableAPs } from '@particle-setup/host/client'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeBySsid, parseScan } from '../../src/client/scan.ts'
import { healthy, neverClosing, startFakePhoton } from '../support/fake-photon.ts'

/** Writes a scan as a Photon does: SSIDs as they are. */
function photonScan(entries: { ssid: Uint8Array; rssi?: number }[]): Uint8Array {
  const parts = entries.map(({ ssid, rssi = -50 }) =>
    Buffer.concat([
      Buffer.from('{"ssid":"'),
      ssid,
      Buffer.from(`","rssi":${rssi},"sec":4194308,"ch":6,"mdr":144400}`),
    ]),
  )
  const joined = parts.flatMap((part, i) => (i === 0 ? [part] : [Buffer.from(','), part]))
  return Buffer.concat([Buffer.from('\n\n{"scans":['), ...joined, Buffer.from(']}')])
}

describe('getAvailableAPs', () => {
  test('gives the contract’s five fields, strongest first', async () => {
    await using photon = await startFakePhoton()
    expect(await getAvailableAPs(photon.options)).toEqual([
      { ssid: 'LabNet', rssi: -51, sec: 4194308, ch: 6, mdr: 144400 },
      { ssid: 'Guest', rssi: -78, sec: 0, ch: 11, mdr: 54000 },
    ])
  })

  test('an empty scan is an empty list', async () => {
    await using photon = await startFakePhoton(healthy({ 'scan-ap': '{"scans":[]}' }))
    expect(await getAvailableAPs(photon.options)).toEqual([])
  })

  test('C15: an SSID that breaks the JSON is still read', async () => {
    const answer = photonScan([{ ssid: Buffer.from('say "hi" \\o/') }, { ssid: Buffer.from('plain') }])
    await using photon = await startFakePhoton(healthy({ 'scan-ap': Buffer.from(answer).toString('latin1') }))
    expect((await getAvailableAPs(photon.options)).map(ap => ap.ssid)).toEqual(['say "hi" \\o/', 'plain'])
  })

  test('C5, C15: such a scan is whole without the end of its connection', async () => {
    const answer = Buffer.from(photonScan([{ ssid: Buffer.from('a"b') }])).toString('latin1')
    await using photon = await startFakePhoton((_seen, socket) => socket.write(answer, 'latin1'))
    expect(await getAvailableAPs(photon.options)).toMatchObject([{ ssid: 'a"b' }])
    photon.become(neverClosing)
    expect(await getAvailableAPs(photon.options)).toHaveLength(2)
  })

  test('C15: an SSID that is not UTF-8 keeps its bytes', async () => {
    const ssid = Uint8Array.of(0x63, 0xe9, 0x64)
    const [ap] = parseScan(photonScan([{ ssid }]))
    expect(ap).toMatchObject({ ssid: 'c\ufffdd', ssidBytes: ssid })
  })

  test('C20: an emulator’s scan, in other order, with blanks and without channel', () => {
    const answer = Buffer.from('{ "scans": [ {"sec": 1234, "rssi": -30, "ssid": "emu"} ] }')
    expect(parseScan(answer)).toEqual([{ ssid: 'emu', rssi: -30, sec: 1234, ch: 0, mdr: 0 }])
  })

  test('C15: any name of 1 to 32 bytes comes out as it went in', () => {
    const name = fc.uint8Array({ minLength: 1, maxLength: 32 })
    fc.assert(
      fc.property(fc.array(name, { maxLength: 6 }), names => {
        const found = parseScan(photonScan(names.map(ssid => ({ ssid }))))
        const bytes = found.map(ap => [...(ap.ssidBytes ?? new TextEncoder().encode(ap.ssid))])
        expect(bytes).toEqual(names.map(ssid => [...ssid]))
      }),
    )
  })
})

describe('merging', () => {
  const ap = (ssid: string, rssi: number) => ({ ssid, rssi, sec: 0, ch: 1, mdr: 1 })

  test('one entry a name, the strongest', () => {
    expect(mergeBySsid([ap('a', -80), ap('b', -60), ap('a', -40)])).toEqual([ap('a', -40), ap('b', -60)])
  })

  test('names whose bytes differ stay apart though they look the same', () => {
    const first = { ...ap('\ufffd', -40), ssidBytes: Uint8Array.of(0xe9) }
    const second = { ...ap('\ufffd', -50), ssidBytes: Uint8Array.of(0xe8) }
    expect(mergeBySsid([first, second, ap('\ufffd', -60)])).toHaveLength(3)
  })
})
