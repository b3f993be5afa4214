import { expect, test } from 'vitest'
import { startSoftAp } from '../../../src/photon/softap/index.ts'
import { createVirtualClock } from '../../../src/world/index.ts'
import { accessPoint, createFakeDevice } from './fake-device.ts'
import { listening } from './setup.ts'
import { overTcp } from './wire.ts'

test('S25: access points come in the order heard, with every field', async () => {
  const { transports } = await listening()
  for (const [, ask] of transports) {
    expect(JSON.parse(await ask('scan-ap'))).toEqual({
      scans: [
        { ssid: 'LabNet', rssi: -51, sec: 4_194_308, ch: 6, mdr: 144_400 },
        { ssid: 'Guest', rssi: -78, sec: 0, ch: 11, mdr: 54_000 },
      ],
    })
  }
})

test('S25: hidden networks are left out', async () => {
  const { tcp } = await listening({ air: [accessPoint(''), accessPoint('\0hidden'), accessPoint('Seen')] })
  expect(JSON.parse(await tcp('scan-ap')).scans.map((entry: { ssid: string }) => entry.ssid)).toEqual([
    'Seen',
  ])
})

test('S25: the same name comes once an access point, the same access point once', async () => {
  const air = [
    accessPoint('Mesh', { bssid: '02:00:00:00:00:01' }),
    accessPoint('Mesh', { bssid: '02:00:00:00:00:02', rssiDbm: -60 }),
    accessPoint('Mesh', { bssid: '02:00:00:00:00:01', rssiDbm: -70 }),
  ]
  const { tcp } = await listening({ air })
  expect(JSON.parse(await tcp('scan-ap')).scans.map((entry: { rssi: number }) => entry.rssi)).toEqual([
    -51, -60,
  ])
})

test('S19: names are sent as they are, quotes, backslashes and bytes of any encoding', async () => {
  const name = Buffer.from([0x22, 0x5c, 0xff, 0xc3, 0xa9])
  const { tcp } = await listening({ air: [accessPoint(name)] })
  expect(await tcp('scan-ap')).toContain(`{"ssid":"${name.toString('latin1')}","rssi":-51,`)
})

test('S25: an air without networks, and a radio that fails, both answer {"scans":[]}', async () => {
  const { device, softAp } = await listening({ air: [] })
  const ask = overTcp(softAp.tcpPort)
  expect(await ask('scan-ap')).toBe('{"scans":[]}')
  expect(device.scans).toBe(1)

  const told: unknown[] = []
  const broken = createFakeDevice({ scan: () => Promise.reject(new Error('radio is off')) })
  await using other = await startSoftAp(broken, { onFault: error => told.push(error) })
  expect(await overTcp(other.tcpPort)('scan-ap')).toBe('{"scans":[]}')
  expect(told).toHaveLength(1)
})

test('S25: scans take their time, one after the other, over both transports together', async () => {
  const clock = createVirtualClock()
  let running = 0
  let most = 0
  const { tcp, http } = await listening(
    {
      async scan(signal) {
        most = Math.max(most, ++running)
        await clock.sleep(1_500, signal)
        running--
        return [accessPoint('LabNet')]
      },
    },
    { clock },
  )
  const heardAt: number[] = []
  const scan = async (ask: typeof tcp): Promise<void> => {
    await ask('scan-ap')
    heardAt.push(clock.nowMs())
  }
  const both = Promise.all([scan(tcp), scan(http)])
  while (heardAt.length < 2) await clock.advance(100)
  await both
  expect(most).toBe(1)
  expect(Math.min(...heardAt)).toBeGreaterThanOrEqual(1_500)
  expect(Math.max(...heardAt)).toBeGreaterThanOrEqual(3_000)
})
