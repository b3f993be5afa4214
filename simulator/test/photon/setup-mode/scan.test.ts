import { SECURITY } from '@particle-setup/protocol/softap'
import { expect, test } from 'vitest'
import { PHOTON_2_3_1 } from '../../../src/photon/index.ts'
import { startSoftAp } from '../../../src/photon/softap/index.ts'
import { desk } from '../support/desk.ts'
import { phone, whileTimePasses } from '../support/phone.ts'

interface Heard {
  scans: { ssid: string; rssi: number; sec: number; ch: number; mdr: number }[]
}

test.for([
  ['as its profile says by default', {}, PHOTON_2_3_1.scanMs],
  ['as its profile says', { scanMs: 3_000 }, 3_000],
] as const)(
  'S25: a scan takes a Photon as long %s, and two at once take twice that',
  async ([, profile, scanMs]) => {
    await using d = desk({ startSoftAp, profile })
    await d.photon.powerOn()
    const answeredMs: number[] = []
    const scan = (): Promise<unknown> =>
      phone(d)
        .ask('scan-ap')
        .then(() => answeredMs.push(d.clock.nowMs()))
    await whileTimePasses(d.clock, Promise.all([scan(), scan()]))
    expect(answeredMs[0]).toBeGreaterThanOrEqual(scanMs)
    expect(answeredMs[1]).toBeGreaterThanOrEqual(2 * scanMs)
  },
)

test('S25: what a Photon hears by default is what every client knows', async () => {
  await using d = desk({ startSoftAp })
  d.air.add({ ssid: 'Shy', hidden: true })
  await d.photon.powerOn()
  const { scans } = (await phone(d).askSlowly('scan-ap')) as Heard
  expect(scans.map(({ ssid }) => ssid)).toEqual(['HomeNet', 'CafeOpen'])
  for (const { rssi, sec, ch, mdr } of scans) {
    expect(Object.values<number>(SECURITY)).toContain(sec)
    expect(rssi).toBeLessThan(0)
    expect(ch).toBeGreaterThanOrEqual(1)
    expect(ch).toBeLessThanOrEqual(14)
    expect(mdr).toBeGreaterThan(0)
  }
})
