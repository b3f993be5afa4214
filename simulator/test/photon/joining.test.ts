import { describe, expect, test } from 'vitest'
import { desk, HOME, network } from './support/desk.ts'

describe('a Photon fresh from the factory', () => {
  test('listens, under a name of its own, until it is set up', async () => {
    await using d = desk()
    await d.photon.powerOn()
    await d.clock.advance(3_600_000)
    expect(d.states()).toEqual(['listening'])
    expect(d.photon.ssid).toMatch(/^Photon-[2-9A-HJ-NP-Z]{6}$/)
    expect(d.photon.id).toMatch(/^[0-9a-f]{24}$/)
    expect(d.photon.led).toEqual({ color: 'blue', pattern: 'blink', periodMs: 500 })
    expect(d.photon.softap).toEqual({ host: '127.0.0.1', tcp: 5609, http: 8081 })
  })

  test('goes all the way online once it is set up', async () => {
    await using d = desk()
    const leds: string[] = []
    d.photon.on('led', ({ color, pattern, periodMs }) =>
      leds.push(`${color} ${pattern} ${periodMs ?? ''}`.trim()),
    )
    await d.photon.powerOn()
    await d.clock.advance(1_000)
    d.setUp(HOME)
    await d.clock.advance(10_000)
    expect(d.states()).toEqual(['listening', 'joining', 'dhcp', 'connecting', 'handshake', 'online'])
    expect(leds).toEqual([
      'blue blink 500',
      'green blink 200',
      'green blink 100',
      'cyan blink 200',
      'cyan blink 100',
      'cyan breathing',
    ])
    expect(d.photon.softap).toBeUndefined()
    expect(d.photon.snapshot()).toMatchObject({
      state: 'online',
      wifi: { ssid: 'HomeNet', stored: ['HomeNet'], ipAddress: expect.stringMatching(/^192\.168\.1\.\d+$/) },
      cloud: { connected: true },
    })
  })

  test('takes its setup network down within a second of connect-ap', async () => {
    await using d = desk()
    await d.photon.powerOn()
    await d.clock.advance(1_000)
    d.setUp(HOME)
    expect(d.photon.softap).toBeDefined()
    await d.clock.advance(1_000)
    expect(d.photon.softap).toBeUndefined()
  })

  test('comes back to listening when connect-ap found nothing stored', async () => {
    await using d = desk()
    await d.photon.powerOn()
    await d.clock.advance(1_000)
    d.setup.leaveListeningMode()
    await d.clock.advance(500)
    expect(d.photon.softap).toBeDefined()
    expect(d.opened).toBe(2)
    expect(d.states()).toEqual(['listening'])
  })
})

describe('a Photon whose new credentials do not work', () => {
  test.each([
    ['a wrong password', network('HomeNet', 'battery-staple')],
    ['a network that is not in the air', network('Nowhere', 'correct-horse')],
  ])('comes back to listening after about 40 s: %s', async (_case, credentials) => {
    await using d = desk()
    await d.photon.powerOn()
    const { ssid } = d.photon
    const { publicKeyDer } = await d.flash.keyPair(d.clock)
    await d.clock.advance(1_000)
    d.setUp(credentials)
    await d.clock.advance(30_000)
    expect(d.photon.state).toBe('joining')
    await d.clock.advance(30_000)
    expect(d.states()).toEqual(['listening', 'joining', 'listening'])
    expect(d.photon.ssid).toBe(ssid)
    expect((await d.flash.keyPair(d.clock)).publicKeyDer).toEqual(publicKeyDer)
    expect(d.photon.softap).toEqual({ host: '127.0.0.1', tcp: 5609, http: 8081 })
  })

  test('comes back to listening when nobody hands out addresses', async () => {
    await using d = desk()
    d.air.change('HomeNet', { dhcp: false })
    await d.photon.powerOn()
    await d.clock.advance(1_000)
    d.setUp(HOME)
    await d.clock.advance(60_000)
    expect(d.states()).toEqual([
      'listening',
      'joining',
      'dhcp',
      'joining',
      'dhcp',
      'joining',
      'dhcp',
      'listening',
    ])
  })

  test('goes online when they are corrected', async () => {
    await using d = desk()
    await d.photon.powerOn()
    await d.clock.advance(1_000)
    d.setUp(network('HomeNet', 'battery-staple'))
    await d.clock.advance(60_000)
    d.setUp(HOME)
    await d.clock.advance(10_000)
    expect(d.photon.state).toBe('online')
    expect(d.flash.networks).toHaveLength(1)
  })
})

describe('a Photon with credentials that once worked', () => {
  test('keeps trying for ever while its network is gone, and finds it again', async () => {
    await using d = desk({ stored: [HOME] })
    const [home] = d.air.networks()
    d.air.remove('HomeNet')
    await d.photon.powerOn()
    await d.clock.advance(600_000)
    expect(d.states()).toEqual(['joining'])
    if (home !== undefined) d.air.add({ ssid: 'HomeNet', password: 'correct-horse' })
    await d.clock.advance(60_000)
    expect(d.photon.state).toBe('online')
  })

  test('joins another stored network when the first is not there', async () => {
    await using d = desk({ stored: [network('Nowhere', 'correct-horse'), network('CafeOpen', '')] })
    await d.photon.powerOn()
    await d.clock.advance(30_000)
    expect(d.photon.snapshot()).toMatchObject({ state: 'online', wifi: { ssid: 'CafeOpen' } })
  })

  test('starts over when its network goes while it is online', async () => {
    await using d = desk({ stored: [HOME] })
    await d.photon.powerOn()
    await d.clock.advance(10_000)
    d.states()
    const gone = d.faults.add('wifi-gone', { deviceId: d.photon.id })
    await d.clock.advance(20_000)
    expect(d.states()).toEqual(['joining'])
    expect(d.cloud.session.closed).toBe(false)
    gone.remove()
    await d.clock.advance(30_000)
    expect(d.photon.state).toBe('online')
    expect(d.cloud.sessions.map(session => session.closed)).toEqual([true, false])
  })
})

describe('the SETUP button', () => {
  test('starts listening mode after 3 s and ends it after another 3 s', async () => {
    await using d = desk({ stored: [HOME] })
    await d.photon.powerOn()
    await d.clock.advance(10_000)
    d.states()
    const first = d.photon.holdSetupButton(2_999)
    await d.clock.advance(5_000)
    await first
    expect(d.states()).toEqual([])
    const second = d.photon.holdSetupButton(3_000)
    await d.clock.advance(5_000)
    await second
    expect(d.states()).toEqual(['listening'])
    expect(d.cloud.session.closed).toBe(true)
    const third = d.photon.holdSetupButton(3_000)
    await d.clock.advance(10_000)
    await third
    expect(d.photon.state).toBe('online')
  })

  test('clears all networks after 10 s and stays in listening mode', async () => {
    await using d = desk({ stored: [HOME] })
    await d.photon.powerOn()
    await d.clock.advance(10_000)
    const held = d.photon.holdSetupButton(10_000)
    await d.clock.advance(60_000)
    await held
    expect(d.photon.state).toBe('listening')
    expect(d.flash.networks).toEqual([])
  })
})
