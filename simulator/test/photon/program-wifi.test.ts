import type { Board, BoardWifi, WifiCredentials } from '@particle-setup/device-os-wasm/run'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createFlash } from '../../src/photon/index.ts'
import { Flash, factoryContents } from '../../src/photon/storage/flash.ts'
import { formatFlashFile, parseFlashFile } from '../../src/photon/storage/flash-file-format.ts'
import { createRandom } from '../../src/world/index.ts'
import { type Desk, desk, HOME, network } from './support/desk.ts'
import { scripted } from './support/scripted-firmware.ts'

type Whole = Required<BoardWifi>

/** A Photon with `HomeNet` stored, switched on for 10 s, and Wi-Fi as its program has it. */
async function started(stored = [HOME], flash?: Flash): Promise<Desk & { wifi: Whole }> {
  const boards: Board[] = []
  const d = desk({
    stored,
    firmware: scripted({ system: 'automatic', threaded: true }, board => boards.push(board)),
    ...(flash && { flash }),
  })
  onTestFinished(() => d[Symbol.asyncDispose]())
  await d.photon.powerOn()
  await d.clock.advance(10_000)
  return Object.assign(d, { wifi: boards[0]?.wifi as Whole })
}

function credentials(ssid: string, password: string, change: Partial<WifiCredentials> = {}): WifiCredentials {
  return {
    ssid: Buffer.from(ssid),
    password: Buffer.from(password),
    security: 'wpa2',
    cipher: undefined,
    channel: 0,
    eap: undefined,
    ...change,
  }
}

test('a program knows the network that it is on', async () => {
  const { wifi, photon, air } = await started()
  expect(wifi.addresses()).toEqual({
    local: photon.snapshot().wifi.ipAddress,
    subnetMask: '255.255.255.0',
    gateway: '192.168.1.1',
    dns: '192.168.1.1',
    dhcp: '192.168.1.1',
  })
  const bssid = Buffer.from(wifi.bssid()).toString('hex')
  expect(bssid).toBe(air.networks()[0]?.bssid.replaceAll(':', ''))
  expect(Buffer.from(wifi.macAddress).toString('hex')).toMatch(/^e04f43[0-9a-f]{6}$/)
  expect(wifi.storedNetworks()).toEqual([{ ssid: HOME.ssid, security: 'wpa2', channel: 6 }])
})

test('a scan hears what is in the air, and takes its time', async () => {
  const { wifi, clock } = await started()
  const beganMs = clock.nowMs()
  const heard = await clock.advanceUntil(wifi.scan())
  expect(clock.nowMs() - beganMs).toBeGreaterThanOrEqual(1_500)
  expect(heard.map(point => [Buffer.from(point.ssid).toString(), point.security, point.cipher])).toEqual([
    ['HomeNet', 'wpa2', 'aes'],
    ['CafeOpen', 'open', undefined],
  ])
  expect(heard[0]).toMatchObject({ channel: 6, maxDataRate: 144_400_000 })
})

describe('setCredentials()', () => {
  test.each([
    ['an open network', credentials('CafeOpen', '', { security: 'open' }), 'open'],
    ['one whose cipher is found in the air', credentials('HomeNet', 'other-password'), 'wpa2'],
    [
      'one of which nothing is said',
      credentials('HomeNet', 'other-password', { security: undefined }),
      'wpa2',
    ],
    [
      'one that is not in the air, with its cipher',
      credentials('Away', '12345678', { cipher: 'aes' }),
      'wpa2',
    ],
    ['a WEP network', credentials('Old', '0123456789', { security: 'wep' }), 'wep'],
  ])('stores %s', async (_what, wanted, security) => {
    const { wifi, clock, flash } = await started([])
    expect(await clock.advanceUntil(wifi.setCredentials(wanted))).toBe(true)
    expect(flash.networks).toMatchObject([{ ssid: wanted.ssid, security }])
  })

  test.each([
    ['no name', credentials('', '12345678')],
    ['a name of 33 bytes', credentials('x'.repeat(33), '12345678')],
    ['a key of 7 bytes', credentials('HomeNet', '1234567')],
    ['a network that is not in the air, without its cipher', credentials('Away', '12345678')],
  ])('refuses %s', async (_what, wanted) => {
    const { wifi, clock, flash } = await started([])
    expect(await clock.advanceUntil(wifi.setCredentials(wanted))).toBe(false)
    expect(flash.networks).toEqual([])
  })

  test('a Photon joins what its program has stored', async () => {
    const { wifi, clock, photon } = await started([])
    expect(photon.state).toBe('listening')
    await clock.advanceUntil(wifi.setCredentials(credentials('HomeNet', 'correct-horse')))
    wifi.listen(false)
    await clock.advance(10_000)
    expect(photon.state).toBe('online')
  })
})

describe('a static address', () => {
  const addresses = { local: '10.0.0.9', subnetMask: '255.0.0.0', gateway: '10.0.0.1', dns: '10.0.0.2' }

  test('holds from the next connection on, also where there is no DHCP', async () => {
    const { wifi, clock, air } = await started()
    wifi.setStaticIp(addresses)
    wifi.useStaticIp(true)
    expect(wifi.addresses().local).toMatch(/^192\.168\.1\./)
    air.change('HomeNet', { dhcp: false })
    wifi.disconnect()
    await clock.advance(10)
    wifi.connect()
    await clock.advance(10_000)
    expect(wifi.addresses()).toEqual({ ...addresses, dhcp: '0.0.0.0' })
  })

  test('is kept in flash, with the other settings, and given up again', async () => {
    let saved = ''
    const flash = new Flash(factoryContents(createRandom('x')), contents => {
      saved = formatFlashFile(contents)
    })
    const first = await started([HOME], flash)
    first.wifi.setStaticIp(addresses)
    first.wifi.useStaticIp(true)
    first.wifi.setHostname('lamp')
    first.wifi.selectAntenna('external')
    const { wifi, clock } = await started([], new Flash(parseFlashFile(saved)))
    expect(wifi.addresses().local).toBe('10.0.0.9')
    expect([wifi.hostname(), wifi.antenna]).toEqual(['lamp', 'external'])
    wifi.useStaticIp(false)
    wifi.disconnect()
    await clock.advance(10)
    wifi.connect()
    await clock.advance(10_000)
    expect(wifi.addresses().dhcp).toBe('192.168.1.1')
  })

  test('a flash file from before there were settings opens', () => {
    const { wifi: _, ...older } = JSON.parse(formatFlashFile(factoryContents(createRandom('x'))))
    expect(parseFlashFile(JSON.stringify(older)).wifi.usesStaticIp).toBe(false)
  })
})

test('listening ends by itself after the time that the program has set', async () => {
  const { wifi, clock, photon } = await started()
  expect(wifi.listenTimeout()).toBe(0)
  wifi.setListenTimeout(30)
  expect(wifi.listenTimeout()).toBe(30)
  wifi.listen(true)
  await clock.advance(29_000)
  expect(photon.state).toBe('listening')
  await clock.advance(11_000)
  expect(photon.state).toBe('online')
})

test('without credentials, connect() listens unless it is told not to', async () => {
  const { wifi, clock, photon, flash } = await started()
  wifi.disconnect()
  await clock.advance(10)
  flash.clearNetworks()
  wifi.connect(true)
  await clock.advance(10)
  expect(photon.state).toBe('wifi-off')
  wifi.connect()
  await clock.advance(10)
  expect(photon.state).toBe('listening')
})

test('every Photon has a radio address of its own', async () => {
  const flashes = ['one', 'two'].map(seed => createFlash({ random: createRandom(seed) }))
  const [one, two] = await Promise.all(flashes.map(flash => started([network('CafeOpen', '')], flash)))
  expect(one?.wifi.macAddress).not.toEqual(two?.wifi.macAddress)
})
