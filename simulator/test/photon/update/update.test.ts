import { compile } from '@particle-setup/device-os-wasm/compile'
import type { CloudToDevice } from '@particle-setup/protocol/device'
import { beforeAll, describe, expect, test } from 'vitest'
import type { PhotonState, RunFirmware } from '../../../src/photon/index.ts'
import { type Desk, desk, HOME } from '../support/desk.ts'
import { type Script, scripted } from '../support/scripted-firmware.ts'
import { begin, CHUNK_BYTES, chunk, chunksOf, DONE, flash, TOKEN } from '../support/update.ts'

/** A file that passes every check. What runs is a script all the same. */
let program: Uint8Array
let sha256: string

beforeAll(async () => {
  const source = 'void setup() { Particle.publish("flashed"); }\n'
  const compiled = await compile({ name: 'update', files: new Map([['app.ino', Buffer.from(source)]]) })
  program = compiled.wasm
  sha256 = compiled.sha256
}, 180_000)

async function online(script: Script = {}, flashed: Script = {}): Promise<Desk> {
  const firmware: RunFirmware = (board, bytes) =>
    scripted(bytes === undefined ? script : flashed)(board, bytes)
  const d = desk({ stored: [HOME], firmware })
  await d.photon.powerOn()
  await d.clock.advance(10_000)
  expect(d.photon.state).toBe('online')
  d.states()
  return d
}

async function send(d: Desk, ...messages: CloudToDevice[]): Promise<void> {
  for (const message of messages) d.cloud.session.send(message)
  await d.clock.advance(0)
}

const lastReset = (d: Desk) =>
  d.cloud.session.all('event').find(({ name }) => name === 'spark/device/last_reset')?.data

describe('an update', () => {
  test('ends in a reset, and the new program runs', async () => {
    await using d = await online({ functions: { old: () => 1 } }, { functions: { fresh: () => 2 } })
    const ran: unknown[] = []
    d.photon.on('program', running => ran.push(running))
    expect(await flash(d, program)).toBe(0)
    await d.clock.advance(10_000)
    expect(d.states()).toEqual([
      'updating',
      'starting',
      'joining',
      'dhcp',
      'connecting',
      'handshake',
      'online',
    ] satisfies PhotonState[])
    expect(ran).toEqual([{ sha256, flashed: true }])
    expect(d.photon.snapshot().firmware).toMatchObject({
      functions: ['fresh'],
      sha256: sha256.slice(0, 12),
      flashed: true,
    })
    expect(lastReset(d)).toBe('update')
    expect(d.cloud.session.all('describe')[0]?.part.system?.modules.at(-1)).toMatchObject({
      f: 'u',
      s: 1_048_576,
      u: sha256.toUpperCase(),
    })
  })

  test('is told with hello until the cloud has answered that', async () => {
    await using d = await online()
    expect(d.cloud.session.all('hello')[0]).not.toHaveProperty('updated')
    await flash(d, program)
    d.cloud.refusal = new Error('not now')
    await d.clock.advance(5_000)
    await d.photon.reset()
    d.cloud.refusal = undefined
    await d.clock.advance(20_000)
    expect(d.cloud.session.all('hello')).toMatchObject([{ updated: true }])
    d.cloud.session.close()
    await d.clock.advance(10_000)
    expect(d.cloud.sessions).toHaveLength(3)
    expect(d.cloud.session.all('hello')[0]).not.toHaveProperty('updated')
  })

  test('keeps the EEPROM and the networks', async () => {
    const seen: (number | undefined)[] = []
    await using d = await online(
      { setup: board => board.eeprom?.set([42], 7) },
      { setup: board => seen.push(board.eeprom?.[7]) },
    )
    await flash(d, program)
    await d.clock.advance(10_000)
    expect(seen).toEqual([42])
    expect(d.photon.state).toBe('online')
  })

  test('outlives the power switch', async () => {
    await using d = await online({ functions: { old: () => 1 } }, { functions: { fresh: () => 2 } })
    await flash(d, program)
    await d.photon.powerOff()
    await d.photon.powerOn()
    expect(d.photon.snapshot().firmware?.functions).toEqual(['fresh'])
  })

  test('is undone by a factory reset: the Photon runs what it was made with', async () => {
    const reasons: (number | undefined)[] = []
    await using d = await online(
      {
        threaded: true,
        functions: { old: () => 1 },
        setup: board => reasons.push(board.system?.resetReason),
      },
      { setup: board => board.system?.reset?.({ mode: 'factory', data: 0 }) },
    )
    await flash(d, program)
    await d.clock.advance(10_000)
    expect(reasons).toEqual([40, 100])
    expect(d.photon.snapshot().firmware).toMatchObject({ functions: ['old'], flashed: false })
    expect(d.photon.state).toBe('listening')
  })

  test('replaces one that came before', async () => {
    await using d = await online()
    await flash(d, program)
    await d.clock.advance(10_000)
    expect(await flash(d, program)).toBe(0)
    await d.clock.advance(10_000)
    expect(d.photon.state).toBe('online')
    expect(d.cloud.session.all('hello')[0]).toHaveProperty('updated', true)
  })
})

describe('while it runs', () => {
  test('the LED blinks magenta, publishes fail, the time is not asked for, loop() rests, calls are answered', async () => {
    let turns = 0
    const published: unknown[] = []
    await using d = await online({
      loop: () => {
        turns++
      },
      functions: { turns: () => turns },
    })
    d.photon.on('publish', ({ sent }) => published.push(sent))
    await send(d, begin(program))
    expect(d.photon.led).toEqual({ color: 'magenta', pattern: 'blink', periodMs: 200 })
    const before = turns
    await d.clock.advance(5_000)
    expect(turns).toBe(before)
    await send(d, { type: 'functionCall', token: 1, name: 'turns', argument: '' })
    expect(d.cloud.session.all('functionReturn')).toEqual([
      { type: 'functionReturn', token: 1, value: before },
    ])
  })

  test('a threaded program goes on, and cannot publish', async () => {
    const sent: unknown[] = []
    const event = { name: 'x', data: null, isPrivate: true, ttlSeconds: 60, withAck: false }
    await using d = await online({
      threaded: true,
      loop: board => {
        board.cloud?.syncTime?.()
        sent.push(board.cloud?.publish(event))
      },
    })
    expect(sent.at(-1)).toBe(true)
    await send(d, begin(program))
    const [already, asked] = [sent.length, d.cloud.session.all('timeRequest').length]
    await d.clock.advance(1_000)
    expect(sent.length).toBeGreaterThan(already)
    expect(new Set(sent.slice(already))).toEqual(new Set([false]))
    expect(d.cloud.session.all('timeRequest')).toHaveLength(asked)
  })

  test('the program hears of begin, progress and end', async () => {
    const heard: number[] = []
    await using d = await online({
      onSystemEvent: (event, parameter) => {
        if (event === 256) heard.push(parameter)
      },
    })
    await flash(d, program)
    expect(heard).toEqual([0, ...chunksOf(program).map(() => 2), 1])
  })

  test('another one is refused', async () => {
    await using d = await online()
    await send(d, begin(program), begin(program))
    expect(d.cloud.session.all('updateReady').map(({ accepted }) => accepted)).toEqual([true, false])
  })
})

describe('the cloud is told', () => {
  test('in a slow update of every chunk, in a fast one of none', async () => {
    await using d = await online()
    await send(d, begin(program, false))
    expect(d.cloud.session.all('updateReady')).toEqual([
      { type: 'updateReady', token: TOKEN, accepted: true, fast: false },
    ])
    const [first, second] = chunksOf(program)
    if (!first || !second) throw new Error('the program is too short')
    await send(d, first, { ...second, crc32: second.crc32 ^ 1 }, second, second)
    expect(d.cloud.session.all('chunkReceived').map(({ ok }) => ok)).toEqual([true, false, true, true])
  })

  test('what is missing, 40 indices at a time, with the end repeated until it is complete', async () => {
    await using d = await online()
    const chunks = chunksOf(program)
    expect(chunks.length).toBeGreaterThan(50)
    await send(d, begin(program), ...chunks.slice(50), DONE)
    const { session } = d.cloud
    expect(session.received.slice(-2)).toEqual([
      { type: 'updateResult', token: TOKEN },
      { type: 'chunksMissed', indices: Array.from({ length: 40 }, (_, index) => index) },
    ])
    await send(d, ...chunks.slice(0, 40), DONE)
    expect(session.all('chunksMissed').at(-1)?.indices).toEqual([40, 41, 42, 43, 44, 45, 46, 47, 48, 49])
    await send(d, ...chunks.slice(40, 50), DONE)
    await expect.poll(() => session.all('updateResult').at(-1)?.result).toBe(0)
  })

  test('the good result again when it asks again', async () => {
    await using d = await online()
    await flash(d, program)
    await send(d, DONE)
    expect(d.cloud.session.all('updateResult').map(({ result }) => result)).toEqual([0, 0])
  })

  test('nothing about chunks and ends that nobody announced', async () => {
    await using d = await online()
    const before = d.cloud.session.received.length
    await send(d, ...chunksOf(program).slice(0, 2), DONE)
    expect(d.cloud.session.received).toHaveLength(before)
  })

  test('the last chunk may be padded to its full length', async () => {
    await using d = await online()
    const whole = Buffer.alloc(Math.ceil(program.length / CHUNK_BYTES) * CHUNK_BYTES)
    whole.set(program)
    await send(d, begin(program), ...chunksOf(whole), DONE)
    await expect.poll(() => d.cloud.session.all('updateResult').at(-1)?.result).toBe(0)
    await d.clock.advance(10_000)
    expect(d.photon.snapshot().firmware?.sha256).toBe(sha256.slice(0, 12))
  })

  test.each([
    ['what it has no room for', { fileBytes: 1_048_577 }],
    ['an empty file', { fileBytes: 0 }],
    ['chunks above 512 bytes', { chunkBytes: 513 }],
    ['chunks of nothing', { chunkBytes: 0 }],
    ['more chunks than 16 bits count', { fileBytes: 65_537, chunkBytes: 1 }],
  ])('that it refuses %s', async (_, facts) => {
    await using d = await online()
    await send(d, { type: 'updateBegin', token: 9, fileBytes: 1_000, chunkBytes: 512, fast: true, ...facts })
    expect(d.cloud.session.all('updateReady')).toEqual([
      { type: 'updateReady', token: 9, accepted: false, fast: false },
    ])
    expect(d.photon.state).toBe('online')
  })

  test('that the program does not want to be updated, as soon as that changes', async () => {
    await using d = await online({
      setup: board => board.system?.flags?.set('updates-enabled', false),
    })
    const told = () =>
      d.cloud.session.all('event').filter(({ name }) => name === 'particle/device/updates/enabled')
    expect(told().map(({ data }) => data)).toEqual(['true', 'false'])
    await send(d, begin(program))
    expect(d.cloud.session.all('updateReady')).toMatchObject([{ accepted: false }])
    d.cloud.session.close()
    await d.clock.advance(10_000)
    expect(told().map(({ data }) => data)).toEqual(['false'])
  })
})

describe('an update that fails', () => {
  test('because the file is no program for this Photon changes nothing', async () => {
    let turns = 0
    const heard: number[] = []
    await using d = await online({
      functions: { old: () => 1 },
      loop: () => {
        turns++
      },
      onSystemEvent: (event, parameter) => {
        if (event === 256) heard.push(parameter)
      },
    })
    expect(await flash(d, Buffer.alloc(2_000, 1))).toBe(-1370)
    await d.clock.advance(1_000)
    expect(heard.at(-1)).toBe(-1)
    expect(d.states()).toEqual(['updating', 'online'])
    expect(d.photon.snapshot().firmware).toMatchObject({ functions: ['old'], flashed: false })
    const before = turns
    await d.clock.advance(1_000)
    expect(turns).toBeGreaterThan(before)
    expect(await flash(d, program)).toBe(0)
  })

  test('because no chunk comes for 30 s is a reset into what ran before', async () => {
    await using d = await online({ functions: { old: () => 1 } })
    await send(d, begin(program), chunk(0, program.subarray(0, CHUNK_BYTES)))
    await d.clock.advance(29_000)
    expect(d.photon.state).toBe('updating')
    await send(d, chunk(1, program.subarray(CHUNK_BYTES, 2 * CHUNK_BYTES)))
    await d.clock.advance(29_000)
    expect(d.photon.state).toBe('updating')
    await d.clock.advance(11_000)
    expect(d.photon.state).toBe('online')
    expect(lastReset(d)).toBe('update_timeout')
    expect(d.cloud.session.all('hello')[0]).not.toHaveProperty('updated')
    expect(d.photon.snapshot().firmware).toMatchObject({ functions: ['old'], flashed: false })
  })

  test('because the session ends is forgotten', async () => {
    let turns = 0
    const heard: number[] = []
    await using d = await online({
      loop: () => {
        turns++
      },
      onSystemEvent: (event, parameter) => heard.push(event, parameter),
    })
    await send(d, begin(program), ...chunksOf(program).slice(1))
    d.cloud.session.close()
    await d.clock.advance(10_000)
    expect(heard).toContain(-1)
    expect(d.states()).toEqual(['updating', 'connecting', 'handshake', 'online'])
    const before = turns
    await d.clock.advance(1_000)
    expect(turns).toBeGreaterThan(before)
    await send(d, DONE)
    expect(d.cloud.session.all('updateResult')).toEqual([])
    expect(await flash(d, program)).toBe(0)
  })

  test('because the Photon is switched off leaves no timer', async () => {
    await using d = await online()
    await send(d, begin(program), ...chunksOf(program).slice(1))
    await d.photon.close()
    expect(d.clock.pending).toBe(0)
  })
})
