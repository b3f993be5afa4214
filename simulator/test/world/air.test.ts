import { pbkdf2Sync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createAir, createRandom, type JoinSecurity } from '../../src/world/index.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const names = (air: ReturnType<typeof createAir>): string[] =>
  air.scan().map(point => Buffer.from(point.ssid).toString('utf8'))

describe('the air', () => {
  test('holds one protected and one open network by default, with securities that setup clients know', () => {
    const points = createAir().scan()
    expect(points.map(({ sec, channel }) => ({ sec, channel }))).toEqual([
      { sec: 4194308, channel: 6 },
      { sec: 0, channel: 11 },
    ])
    expect(names(createAir())).toEqual(['HomeNet', 'CafeOpen'])
  })

  test('sounds the same for the same seed and a few dB different at every scan', () => {
    const scans = (seed: string): number[] => {
      const air = createAir({ random: createRandom(seed) })
      return Array.from({ length: 20 }, () => air.scan()[0]?.rssiDbm ?? 0)
    }
    expect(scans('a')).toEqual(scans('a'))
    expect(scans('a')).not.toEqual(scans('b'))
    expect(new Set(scans('a')).size).toBeGreaterThan(1)
    expect(scans('a').every(rssi => Math.abs(rssi + 48) <= 3)).toBe(true)
  })

  test.each<[string, string, JoinSecurity, string, string]>([
    ['the right passphrase', 'HomeNet', 'wpa2', 'correct-horse', 'joined'],
    ['WPA where the network turned out to be WPA2', 'HomeNet', 'wpa', 'correct-horse', 'joined'],
    ['a wrong passphrase', 'HomeNet', 'wpa2', 'battery-staple', 'wrong-key'],
    ['no key for a protected network', 'HomeNet', 'open', '', 'wrong-key'],
    ['an open network', 'CafeOpen', 'open', '', 'joined'],
    ['a key for an open network', 'CafeOpen', 'wpa2', 'correct-horse', 'wrong-key'],
    ['a name that is not there', 'Nowhere', 'wpa2', 'correct-horse', 'not-found'],
  ])('answers %s', (_case, ssid, security, key, outcome) => {
    expect(createAir().join(bytes(ssid), security, bytes(key))).toBe(outcome)
  })

  test('takes the master key of a passphrase in 64 hex digits', () => {
    const key = pbkdf2Sync('correct-horse', 'HomeNet', 4096, 32, 'sha1').toString('hex')
    expect(createAir().join(bytes('HomeNet'), 'wpa2', bytes(key))).toBe('joined')
    expect(createAir().join(bytes('HomeNet'), 'wpa2', bytes(key.replace(/^./, 'x')))).toBe('wrong-key')
  })

  test('takes a WEP key as text, as hex and as a Photon keeps it', () => {
    const air = createAir({ networks: [{ ssid: 'Old', password: '6162636465', sec: 1 }] })
    for (const key of ['abcde', '6162636465', '00056162636465']) {
      expect(air.join(bytes('Old'), 'wep', bytes(key))).toBe('joined')
    }
    expect(air.join(bytes('Old'), 'wep', Uint8Array.from([0, 5, ...bytes('abcde')]))).toBe('joined')
    expect(air.join(bytes('Old'), 'wep', bytes('00056162636466'))).toBe('wrong-key')
    expect(air.join(bytes('Old'), 'wep', Uint8Array.from([0, 5, ...bytes('abcdf')]))).toBe('wrong-key')
  })

  test('lets in without an address where nobody hands them out', () => {
    const air = createAir({ networks: [{ ssid: 'Mute', dhcp: false }] })
    expect(air.join(bytes('Mute'), 'open', bytes(''))).toBe('no-dhcp')
  })

  test('scans a hidden network without its name, and lets in who knows it', () => {
    const air = createAir({ networks: [{ ssid: 'Shy', hidden: true }] })
    expect(names(air)).toEqual([''])
    expect(air.join(bytes('Shy'), 'open', bytes(''))).toBe('joined')
  })

  test('changes while the simulation runs and tells so', () => {
    const air = createAir()
    let told = 0
    const end = air.onChange(() => told++)
    air.add({ ssid: 'New', password: 'long enough' })
    expect(air.change('New', { password: 'changed it' })).toBe(1)
    expect(air.join(bytes('New'), 'wpa2', bytes('changed it'))).toBe('joined')
    expect(air.remove('New')).toBe(1)
    expect(air.remove('New')).toBe(0)
    end()
    air.add({ ssid: 'Unheard' })
    expect(told).toBe(3)
    expect(names(air)).toEqual(['HomeNet', 'CafeOpen', 'Unheard'])
  })

  test.each(['', 'x'.repeat(33), 'ü'.repeat(17)])('refuses the name %j', ssid => {
    expect(() => createAir({ networks: [{ ssid }] })).toThrow(RangeError)
  })

  test('wants two access points of one name to say their own BSSID', () => {
    const twice = [{ ssid: 'Mesh' }, { ssid: 'Mesh', bssid: '02:00:00:00:00:01' }]
    expect(names(createAir({ networks: twice }))).toEqual(['Mesh', 'Mesh'])
    expect(() => createAir({ networks: [{ ssid: 'Mesh' }, { ssid: 'Mesh' }] })).toThrow('BSSID')
  })
})
