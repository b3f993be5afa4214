import { describe, expect, test } from 'vitest'
import { startSoftAp } from '../../../src/photon/softap/index.ts'
import { openWire } from '../softap/wire.ts'
import { type Desk, desk, HOME, network } from '../support/desk.ts'
import { isRefused, phone } from '../support/phone.ts'
import { scripted } from '../support/scripted-firmware.ts'

const listening = (options: Parameters<typeof desk>[0] = {}): Desk => desk({ startSoftAp, ...options })

async function bothRefused(ports: { tcp: number; http: number }): Promise<boolean> {
  return (await isRefused(ports.tcp)) && (await isRefused(ports.http))
}

/** Tells how much simulated time goes by until the Photon listens again. */
async function backAfterMs(d: Desk, limitMs: number): Promise<number> {
  const leftMs = d.clock.nowMs()
  let backMs: number | undefined
  const end = d.photon.on('state', ({ to }) => {
    if (to === 'listening') backMs ??= d.clock.nowMs() - leftMs
  })
  await d.clock.advance(limitMs)
  end()
  return backMs ?? Number.POSITIVE_INFINITY
}

describe('S26: connect-ap', () => {
  test.for(['tcp', 'http'] as const)(
    'S26: both servers are gone within a second, and whoever was connected over %s with them',
    async transport => {
      await using d = listening()
      await d.photon.powerOn()
      const ports = d.photon.softap ?? { tcp: 0, http: 0 }
      using idle = await openWire(ports[transport])
      expect(await phone(d).configure('HomeNet', 'correct-horse')).toEqual({ r: 0 })
      expect(await phone(d).ask('connect-ap', { idx: 0 })).toEqual({ r: 0 })
      await d.clock.advance(1_000)
      await idle.closed
      expect(await bothRefused(ports)).toBe(true)
      expect(d.photon.softap).toBeUndefined()
      expect(d.photon.state).toBe('joining')
    },
  )

  test('S26: how soon the servers go is up to the profile', async () => {
    await using d = listening({ profile: { softApStopMs: 900 } })
    await d.photon.powerOn()
    await phone(d).configure('HomeNet', 'correct-horse')
    const ports = d.photon.softap ?? { tcp: 0, http: 0 }
    await phone(d).ask('connect-ap')
    await d.clock.advance(800)
    expect([await isRefused(ports.tcp), await isRefused(ports.http)]).toEqual([false, false])
    await d.clock.advance(200)
    expect(await bothRefused(ports)).toBe(true)
  })
})

describe('S27: credentials that do not work', () => {
  test.for([
    ['a wrong password', 'HomeNet', 'battery-staple'],
    ['a network that went away meanwhile', 'Gone', 'correct-horse'],
  ] as const)('S27: after %s the same setup network is back in about 40 s', async ([, ssid, password]) => {
    await using d = listening()
    d.air.add({ ssid: 'Gone', password: 'correct-horse' })
    await d.photon.powerOn()
    const { softap, ssid: setupSsid } = d.photon
    const before = [await phone(d).ask('device-id'), await phone(d).ask('public-key')]
    expect(await phone(d).configure(ssid, password)).toEqual({ r: 0 })
    d.air.remove('Gone')
    await phone(d).ask('connect-ap')

    const backMs = await backAfterMs(d, 60_000)
    expect(backMs).toBeGreaterThan(35_000)
    expect(backMs).toBeLessThan(45_000)
    expect(d.photon.led).toEqual({ color: 'blue', pattern: 'blink', periodMs: 500 })
    expect(d.photon.softap).toEqual(softap)
    expect(d.photon.ssid).toBe(setupSsid)
    expect([await phone(d).ask('device-id'), await phone(d).ask('public-key')]).toEqual(before)
  })

  test('S27: the profile says after what time', async () => {
    await using d = listening({ profile: { joinFailureMs: 2_000, joinRounds: 2 } })
    await d.photon.powerOn()
    await phone(d).configure('HomeNet', 'battery-staple')
    await phone(d).ask('connect-ap')
    expect(await backAfterMs(d, 10_000)).toBeLessThan(4_500)
  })

  test('S27: with five networks that are all gone it is back after 60 s', async () => {
    const stored = ['A', 'B', 'C', 'D'].map(ssid => network(ssid, 'correct-horse'))
    await using d = listening({ stored })
    await d.photon.powerOn()
    const held = d.photon.holdSetupButton(3_000)
    await d.clock.advance(5_000)
    await held
    await phone(d).configure('HomeNet', 'battery-staple')
    await phone(d).ask('connect-ap')
    const backMs = await backAfterMs(d, 120_000)
    expect(backMs).toBeGreaterThan(58_000)
    expect(backMs).toBeLessThanOrEqual(61_000)
  })

  test('S27: corrected there, they lead online', async () => {
    await using d = listening()
    await d.photon.powerOn()
    await phone(d).configure('HomeNet', 'battery-staple')
    await phone(d).ask('connect-ap')
    await d.clock.advance(60_000)
    expect(await phone(d).configure('HomeNet', 'correct-horse')).toEqual({ r: 0 })
    await phone(d).ask('connect-ap')
    await d.clock.advance(10_000)
    expect(d.photon.state).toBe('online')
    expect(d.flash.networks).toHaveLength(1)
  })

  test('S27: that were not new leave the setup network down for good', async () => {
    await using d = listening({ stored: [network('HomeNet', 'battery-staple')] })
    await d.photon.powerOn()
    const held = d.photon.holdSetupButton(3_000)
    await d.clock.advance(5_000)
    await held
    const ports = d.photon.softap ?? { tcp: 0, http: 0 }
    expect(await phone(d).ask('connect-ap')).toEqual({ r: 0 })
    expect(await backAfterMs(d, 600_000)).toBe(Number.POSITIVE_INFINITY)
    expect(d.photon.led).toEqual({ color: 'green', pattern: 'blink', periodMs: 200 })
    expect(await bothRefused(ports)).toBe(true)
  })

  test('S27: of a program that listened with its Wi-Fi off leave it down as well', async () => {
    const program = scripted({ system: 'manual', setup: board => board.wifi?.listen?.(true) })
    await using d = listening({ firmware: program })
    await d.photon.powerOn()
    await d.clock.advance(1_000)
    await phone(d).configure('HomeNet', 'battery-staple')
    await phone(d).ask('connect-ap')
    expect(await backAfterMs(d, 120_000)).toBe(Number.POSITIVE_INFINITY)
    expect(d.photon.state).toBe('joining')
  })
})

describe('connect-ap without anything stored', () => {
  test('S27: takes an automatic program back to listening mode within seconds', async () => {
    await using d = listening()
    await d.photon.powerOn()
    const { softap } = d.photon
    await phone(d).ask('connect-ap')
    await d.clock.advance(2_000)
    expect(d.photon.softap).toEqual(softap)
    expect(await phone(d).ask('version')).toEqual({ v: 2 })
  })

  test('S27: switches Wi-Fi off again where a program had it off', async () => {
    const program = scripted({ system: 'manual', setup: board => board.wifi?.listen?.(true) })
    await using d = listening({ firmware: program })
    await d.photon.powerOn()
    await d.clock.advance(1_000)
    await phone(d).ask('connect-ap')
    await d.clock.advance(2_000)
    expect(d.photon.state).toBe('wifi-off')
    expect(d.photon.softap).toBeUndefined()
  })
})

test('S27: a cloud that is out of reach is no failed setup', async () => {
  await using d = listening()
  d.cloud.refusal = new Error('connection refused')
  await d.photon.powerOn()
  await phone(d).configure('HomeNet', 'correct-horse')
  await phone(d).ask('connect-ap')
  expect(await backAfterMs(d, 250_000)).toBe(Number.POSITIVE_INFINITY)
  expect(d.photon.led).toEqual({ color: 'cyan', pattern: 'blink', periodMs: 200 })
  expect(d.flash.networks[0]?.ssid).toEqual(HOME.ssid)
})
