import { expect, test } from 'vitest'
import { GEN_A } from '../../../src/photon/softap/index.ts'
import { createVirtualClock } from '../../../src/world/index.ts'
import { encrypt } from './fake-device.ts'
import { listening } from './setup.ts'
import { chunksOf, exchange, httpRequest, openWire, overTcp } from './wire.ts'

const WPA2_AES = 0x0040_0004

/** The first connection stays open on this generation; the ones after it are like any other. */
async function warmedUp(options: Parameters<typeof listening>[1] = {}): ReturnType<typeof listening> {
  const setup = await listening({}, { profile: GEN_A, ...options })
  using first = await openWire(setup.softAp.tcpPort)
  await first.send('version\n0\n\n')
  await first.hears(received => received === '\n\n{"v":2}')
  expect(first.isOpen).toBe(true)
  return setup
}

test('S30: networks are stored unseen, whatever their name, key and security', async () => {
  const { device, softAp } = await warmedUp()
  const ask = overTcp(softAp.tcpPort)
  expect(await ask('configure-ap', { ssid: '', sec: 0 })).toBe('{"r":0}')
  expect(await ask('configure-ap', { ssid: 'Hidden', sec: WPA2_AES, pwd: encrypt('short') })).toBe('{"r":0}')
  expect(await ask('configure-ap', { ssid: 'x'.repeat(40), sec: WPA2_AES })).toBe('{"r":0}')
  expect(device.stored.map(network => Buffer.from(network.ssid).toString())).toEqual([
    '',
    'Hidden',
    'x'.repeat(32),
  ])
  expect(device.scans).toBe(0)
})

test('S30: enterprise keys are unknown', async () => {
  const { softAp } = await warmedUp()
  expect(await overTcp(softAp.tcpPort)('configure-ap', { ssid: 'Campus', sec: 0, eap: 25 })).toBe('')
})

test('S30: a password that does not decrypt has the older RSA code', async () => {
  const { softAp } = await warmedUp()
  const body = { ssid: 'LabNet', sec: WPA2_AES, pwd: '12'.repeat(128) }
  expect(await overTcp(softAp.tcpPort)('configure-ap', body)).toBe('{"r":-1040}')
})

test.for(['/version', '/versionX', '/VERSION?x', '/Version/1'])(
  'S30: the path %s is /version',
  async path => {
    const { softAp } = await warmedUp()
    expect(chunksOf(await exchange(softAp.httpPort, httpRequest(path)))).toEqual(['{"v":2}'])
  },
)

test('S30: one HTTP connection is served at a time', async () => {
  const { softAp } = await warmedUp()
  using first = await openWire(softAp.httpPort)
  await first.send('GET /version HTTP/1.1\r\n\r\n')
  await first.hears(received => received.endsWith('0\r\n\r\n'))
  using second = await openWire(softAp.httpPort)
  await second.send(httpRequest('/version'))
  for (let i = 0; i < 5; i++) expect(await overTcp(softAp.tcpPort)('version')).toBe('{"v":2}')
  expect(second.received).toBe('')
  first[Symbol.dispose]()
  expect(chunksOf(await second.closed)).toEqual(['{"v":2}'])
})

test('S30: a body is waited for three seconds a packet, then read as far as it came', async () => {
  const clock = createVirtualClock()
  const { device, softAp } = await warmedUp({ clock })
  using wire = await openWire(softAp.httpPort)
  await wire.send('POST /set HTTP/1.1\r\nContent-Length: 50\r\n\r\n{"k":"cc","v":"abc"')
  let answered = false
  const answer = wire
    .hears(received => received.endsWith('0\r\n\r\n'))
    .finally(() => {
      answered = true
    })
  while (!answered) await clock.advance(100)
  expect(clock.nowMs()).toBeGreaterThanOrEqual(3_000)
  expect(chunksOf(await answer).join('')).toBe('{"r":0}')
  expect(device.claimCodes).toEqual(['abc'])
})
