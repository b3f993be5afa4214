import { describe, expect, test } from 'vitest'
import { createFlash } from '../../../src/photon/index.ts'
import { startSoftAp } from '../../../src/photon/softap/index.ts'
import { createRandom } from '../../../src/world/index.ts'
import { chunksOf, exchange, httpRequest, openWire } from '../softap/wire.ts'
import { type Desk, desk } from '../support/desk.ts'
import { phone } from '../support/phone.ts'

const genA = (options: Parameters<typeof desk>[0] = {}): Desk =>
  desk({ startSoftAp, ...options, profile: { generation: 'gen-a', ...options.profile } })

/** Uses up the connection that such a Photon leaves open. */
async function warmUp(d: Desk): Promise<void> {
  using first = await openWire(d.photon.softap?.tcp ?? 0)
  await first.send('version\n0\n\n')
  await first.hears(received => received === '\n\n{"v":2}')
  expect(first.isOpen).toBe(true)
}

describe('S30: a Photon before Device OS 0.7.0', () => {
  test('S30: has a setup code of four characters, the first of those a newer one would show', async () => {
    await using old = genA()
    await using newer = desk({ startSoftAp })
    expect(old.photon.ssid).toMatch(/^Photon-[2-9A-HJ-NP-Z]{4}$/)
    expect(newer.photon.ssid.startsWith(old.photon.ssid)).toBe(true)
  })

  test('S30: keeps those four when its Device OS is updated', async () => {
    const flash = createFlash({ random: createRandom('old'), identity: { setupCode: 'AB2C' } })
    await using d = desk({ startSoftAp, flash })
    expect(d.photon.ssid).toBe('Photon-AB2C')
  })

  test('S30: leaves the first TCP connection of every listening mode open', async () => {
    await using d = genA()
    await d.photon.powerOn()
    await warmUp(d)
    expect(await phone(d).ask('version')).toEqual({ v: 2 })
    await phone(d).ask('connect-ap')
    await expect.poll(() => d.clock.advance(1_000).then(() => d.photon.softap)).toBeDefined()
    await warmUp(d)
  })

  test('S30: takes a path that only begins like a command', async () => {
    await using d = genA()
    await d.photon.powerOn()
    const answer = await exchange(d.photon.softap?.http ?? 0, httpRequest('/Device-IDx'))
    expect(chunksOf(answer).join('')).toContain(d.photon.id.toUpperCase())
  })

  test('S30: joins a hidden network, which it stores without looking for it', async () => {
    await using d = genA()
    d.air.add({ ssid: 'Hidden', password: 'correct-horse', hidden: true })
    await d.photon.powerOn()
    await warmUp(d)
    const pwd = await phone(d).encrypt('correct-horse')
    expect(await phone(d).ask('configure-ap', { ssid: 'Hidden', sec: 0x0040_0004, pwd })).toEqual({ r: 0 })
    await phone(d).ask('connect-ap')
    await d.clock.advance(10_000)
    expect(d.photon.snapshot()).toMatchObject({ state: 'online', wifi: { ssid: 'Hidden' } })
    expect(d.cloud.session.all('hello')[0]?.systemVersion).toBe('0.6.3')
  })

  test('S30: may differ from that in what its profile states', async () => {
    await using d = genA({ profile: { systemVersion: '0.5.3', scanMs: 1 } })
    await d.photon.powerOn()
    await warmUp(d)
    expect(d.photon.ssid).toHaveLength('Photon-'.length + 4)
  })
})

test('S30: a Photon since Device OS 0.7.0 does not find a hidden network', async () => {
  await using d = desk({ startSoftAp })
  d.air.add({ ssid: 'Hidden', password: 'correct-horse', hidden: true })
  await d.photon.powerOn()
  expect(await phone(d).configure('Hidden', 'correct-horse')).toEqual({ r: -2 })
})
