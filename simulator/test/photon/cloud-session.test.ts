import { describe, expect, test } from 'vitest'
import { reconnectDelayMs } from '../../src/photon/cloud-link/backoff.ts'
import { type Desk, desk, HOME } from './support/desk.ts'
import { type Script, scripted } from './support/scripted-firmware.ts'

const CODE = 'A'.repeat(63)

async function online(script: Script = {}): Promise<Desk> {
  const d = desk({ stored: [HOME], firmware: scripted(script) })
  await d.photon.powerOn()
  await d.clock.advance(10_000)
  expect(d.photon.state).toBe('online')
  return d
}

describe('a Photon that comes online', () => {
  test('says hello as who it is', async () => {
    await using d = await online()
    const { deviceId, publicKey } = d.cloud.session.identity
    expect(deviceId).toBe(d.photon.id)
    expect(publicKey).toHaveLength(162)
    expect(d.cloud.session.received[0]).toEqual({
      type: 'hello',
      productId: 6,
      productVersion: 0xffff,
      platformId: 6,
      systemVersion: '2.3.1',
    })
  })

  test('describes system and program, each in its time, and then subscribes', async () => {
    await using d = await online({
      functions: { toggle: () => 1 },
      variables: { count: 1 },
      setup: board => board.cloud?.subscribe?.('weather', 'all-devices'),
    })
    const { session } = d.cloud
    const [system, application] = session.all('describe')
    expect(system?.part.system?.platformId).toBe(6)
    expect(application?.part).toEqual({
      application: { functions: ['toggle'], variables: { count: 'int32' } },
    })
    expect(session.all('subscribe').map(({ filter, scope }) => [filter, scope])).toEqual([
      ['spark', 'my-devices'],
      ['particle', 'my-devices'],
      ['weather', 'all-devices'],
    ])
    expect(session.all('event').map(({ name, data }) => [name, data])).toEqual([
      ['spark/hardware/max_binary', '1048576'],
      ['spark/hardware/ota_chunk_size', '512'],
      ['spark/device/last_reset', 'power_down'],
      ['particle/device/updates/enabled', 'true'],
      ['particle/device/updates/forced', 'false'],
    ])
  })

  test('describes itself and subscribes again in every session', async () => {
    await using d = await online({
      functions: { toggle: () => 1 },
      setup: board => board.cloud?.subscribe?.('weather', 'my-devices'),
    })
    d.cloud.session.close()
    await d.clock.advance(10_000)
    expect(d.cloud.sessions).toHaveLength(2)
    expect(d.cloud.session.all('describe').map(({ part }) => Object.keys(part))).toEqual([
      ['system'],
      ['application'],
    ])
    expect(d.cloud.session.all('subscribe').map(({ filter }) => filter)).toEqual([
      'spark',
      'particle',
      'weather',
    ])
  })

  test('tells why it started only once', async () => {
    await using d = await online()
    d.cloud.session.close()
    await d.clock.advance(10_000)
    expect(d.cloud.sessions).toHaveLength(2)
    expect(d.cloud.session.all('event').map(({ name }) => name)).not.toContain('spark/device/last_reset')
  })

  test('learns the time', async () => {
    let seen: number | undefined
    await using d = await online({
      loop: board => {
        seen = board.time.unixMs()
      },
    })
    expect(seen).toBeGreaterThanOrEqual(d.cloud.session.unixSeconds * 1_000)
    expect(seen).toBeLessThan(d.cloud.session.unixSeconds * 1_000 + 10_000)
  })
})

describe('claiming', () => {
  test('offers the code at every handshake until the cloud takes it, and never after', async () => {
    await using d = desk()
    await d.photon.powerOn()
    await d.clock.advance(1_000)
    d.setUp(HOME, CODE)
    await d.clock.advance(10_000)
    expect(d.cloud.session.all('claimCode')).toEqual([{ type: 'claimCode', code: CODE }])
    d.cloud.session.close()
    await d.clock.advance(10_000)
    expect(d.cloud.session.all('claimCode')).toHaveLength(1)
    expect(d.flash.claimed).toBe(false)

    d.cloud.session.send({ type: 'claimed' })
    await d.clock.advance(0)
    expect(d.flash.claimed).toBe(true)
    d.cloud.session.close()
    await d.clock.advance(10_000)
    expect(d.cloud.session.all('claimCode')).toEqual([])
    expect(d.photon.snapshot().cloud).toMatchObject({ claimed: true, claimCodeStored: false })
  })

  test('cuts a code at 63 bytes', async () => {
    await using d = desk()
    await d.photon.powerOn()
    await d.clock.advance(1_000)
    d.setUp(HOME, `${CODE}tail`)
    await d.clock.advance(10_000)
    expect(d.cloud.session.all('claimCode')[0]?.code).toBe(CODE)
  })
})

describe('requests from the cloud', () => {
  test('are answered without the clock having to move', async () => {
    await using d = await online({
      functions: { echo: argument => argument.length },
      variables: { count: 42 },
    })
    const before = d.clock.nowMs()
    d.cloud.session.send({ type: 'functionCall', token: 7, name: 'echo', argument: 'four' })
    d.cloud.session.send({ type: 'variableRequest', token: 8, name: 'count' })
    d.cloud.session.send({ type: 'variableRequest', token: 9, name: 'nothing' })
    await expect.poll(() => d.cloud.session.all('variableValue')).toHaveLength(2)
    expect(d.cloud.session.all('functionReturn')).toEqual([{ type: 'functionReturn', token: 7, value: 4 }])
    expect(d.cloud.session.all('variableValue')).toEqual([
      { type: 'variableValue', token: 8, value: 42 },
      { type: 'variableValue', token: 9, value: undefined },
    ])
    expect(d.clock.nowMs()).toBe(before)
  })

  test('for a function that it does not have stay unanswered', async () => {
    await using d = await online({ functions: { echo: () => 1 } })
    d.cloud.session.send({ type: 'functionCall', token: 1, name: 'missing', argument: '' })
    d.cloud.session.send({ type: 'functionCall', token: 2, name: 'echo', argument: '' })
    await d.clock.advance(20_000)
    expect(d.cloud.session.all('functionReturn').map(({ token }) => token)).toEqual([2])
  })

  test('may ask for the whole description, a ping, a signal', async () => {
    await using d = await online({ functions: { echo: () => 1 } })
    d.cloud.session.send({ type: 'describeRequest', token: 1 })
    d.cloud.session.send({ type: 'signal', token: 2, on: true })
    d.cloud.session.send({ type: 'ping' })
    await d.clock.advance(0)
    expect(d.cloud.session.all('describe').at(-1)?.part).toMatchObject({
      application: { functions: ['echo'] },
      system: { platformId: 6 },
    })
    expect(d.cloud.session.all('ack')).toHaveLength(1)
    expect(d.cloud.session.all('signalDone')).toEqual([{ type: 'signalDone', token: 2 }])
    expect(d.photon.led).toEqual({ color: 'rainbow', pattern: 'solid' })
    d.cloud.session.send({ type: 'signal', token: 3, on: false })
    await d.clock.advance(0)
    expect(d.photon.led.color).toBe('cyan')
  })

  test('hand events to the program', async () => {
    const heard: unknown[] = []
    await using d = await online({ onEvent: (name, data) => heard.push([name, data]) })
    d.cloud.session.send({ type: 'event', name: 'weather/rain', data: '5', isPrivate: true, ttlSeconds: 60 })
    await d.clock.advance(0)
    expect(heard).toEqual([['weather/rain', '5']])
  })

  test('may reset it, which ends the session, and say so after', async () => {
    await using d = await online()
    const [first] = d.cloud.sessions
    first?.send({ type: 'reset', mode: 'reboot' })
    await d.clock.advance(10_000)
    expect(first?.closed).toBe(true)
    expect(d.photon.state).toBe('online')
    expect(d.cloud.session.all('event').map(({ data }) => data)).toContain('user')
  })

  test('may start it without its program', async () => {
    await using d = await online({ functions: { echo: () => 1 } })
    d.cloud.session.send({ type: 'reset', mode: 'safe mode' })
    await d.clock.advance(10_000)
    expect(d.cloud.session.all('event').map(({ name }) => name)).toContain('spark/device/safemode')
    expect(d.cloud.session.all('subscribe')).toHaveLength(2)
    expect(d.photon.snapshot().firmware).toBeUndefined()
    expect(d.photon.led).toEqual({ color: 'magenta', pattern: 'breathing' })
  })
})

describe('events from the program', () => {
  const publish = (name: string, withAck: boolean, results: boolean[]): Script => ({
    setup: async board => {
      const request = { name, data: '1', isPrivate: true, ttlSeconds: 60, withAck }
      results.push((await board.cloud?.publish(request)) ?? false)
    },
  })

  test.each<[string, string, boolean, boolean]>([
    ['are sent', 'sensor', false, true],
    ['are acknowledged', 'sensor', true, true],
    ['are refused', 'refused', true, false],
  ])('%s', async (_case, name, withAck, taken) => {
    const results: boolean[] = []
    await using d = await online(publish(name, withAck, results))
    expect(results).toEqual([taken])
    expect(d.cloud.session.all('event').filter(event => event.name === name)).toHaveLength(1)
  })

  test('fail while there is no session', async () => {
    const results: boolean[] = []
    await using d = desk({ firmware: scripted({ threaded: true, ...publish('sensor', true, results) }) })
    await d.photon.powerOn()
    await d.clock.advance(1_000)
    expect(results).toEqual([false])
  })
})

describe('a cloud that stays away', () => {
  test('keeps the LED cyan and the Photon trying, ever less often, and never back to listening', async () => {
    await using d = desk({ stored: [HOME] })
    d.cloud.refusal = new Error('connection refused')
    await d.photon.powerOn()
    await d.clock.advance(120_000)
    expect(d.states()).toEqual(['joining', 'dhcp', 'connecting'])
    expect(d.photon.led).toEqual({ color: 'cyan', pattern: 'blink', periodMs: 200 })
    d.cloud.refusal = undefined
    await d.clock.advance(60_000)
    expect(d.photon.state).toBe('online')
  })

  test('waits 1 s five times, 2 s five times, up to 128 s', () => {
    const delays = Array.from({ length: 41 }, (_, failures) => reconnectDelayMs(failures) / 1_000)
    expect(delays.slice(0, 12)).toEqual([0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 4])
    expect(delays.at(-1)).toBe(128)
    expect(reconnectDelayMs(1_000)).toBe(128_000)
  })

  test('starts the network over after five minutes', async () => {
    await using d = desk({ stored: [HOME] })
    d.cloud.refusal = new Error('connection refused')
    await d.photon.powerOn()
    await d.clock.advance(400_000)
    expect(d.states()).toEqual(['joining', 'dhcp', 'connecting', 'joining', 'dhcp', 'connecting'])
  })

  test('is given up when it does not answer hello in 4 s', async () => {
    await using d = desk({ stored: [HOME] })
    await d.photon.powerOn()
    await d.clock.advance(4_000)
    d.cloud.session.alive = false
    await d.clock.advance(8_000)
    expect(d.cloud.sessions[0]?.closed).toBe(true)
    expect(d.cloud.sessions.length).toBeGreaterThan(1)
  })
})

describe('silence', () => {
  test('of 15 s makes the Photon ping, whatever it publishes itself', async () => {
    await using d = await online({
      loop: board => {
        board.cloud?.publish({ name: 'sensor', data: '1', isPrivate: true, ttlSeconds: 60, withAck: false })
      },
    })
    await d.clock.advance(60_000)
    expect(d.cloud.session.all('ping').length).toBeGreaterThanOrEqual(3)
    expect(d.cloud.sessions).toHaveLength(1)
  })

  test('of another 10 s makes it connect again', async () => {
    await using d = await online()
    const [first] = d.cloud.sessions
    if (first !== undefined) first.alive = false
    await d.clock.advance(19_000)
    expect(first?.closed).toBe(false)
    await d.clock.advance(6_000)
    expect(first?.closed).toBe(true)
    expect(d.photon.state).toBe('online')
    expect(d.cloud.sessions).toHaveLength(2)
  })

  test('of a fault between the two ends the same way', async () => {
    await using d = await online()
    const cut = d.faults.add('cloud-unreachable', { deviceId: d.photon.id })
    await d.clock.advance(60_000)
    expect(d.photon.state).toBe('connecting')
    cut.remove()
    await d.clock.advance(60_000)
    expect(d.photon.state).toBe('online')
  })
})

describe('power', () => {
  test('that goes leaves the cloud to find out by itself, until the next session or the end of the world', async () => {
    const d = await online()
    await d.photon.powerOff()
    await d.clock.advance(1_000)
    expect(d.photon.state).toBe('off')
    expect(d.photon.led).toEqual({ color: 'off', pattern: 'off' })
    expect(d.cloud.session.closed).toBe(false)
    expect(d.clock.pending).toBe(0)
    await d.photon.close()
    await d.clock.advance(0)
    expect(d.cloud.session.closed).toBe(true)
    await expect(d.photon.powerOn()).rejects.toThrow('was closed')
  })

  test.each([0, 1, 2_000, 2_520, 3_000, 4_000, 10_000])(
    'may go after %i ms and leaves nothing behind',
    async ms => {
      const d = desk({ stored: [HOME] })
      await d.photon.powerOn()
      await d.clock.advance(ms)
      await d.photon.close()
      await d.clock.advance(0)
      expect(d.clock.pending).toBe(0)
      expect(d.cloud.sessions.every(session => session.closed)).toBe(true)
    },
  )
})
