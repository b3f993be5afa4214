import { compile } from '@particle-setup/device-os-wasm/compile'
import type { CloudToDevice } from '@particle-setup/protocol/device'
import { beforeAll, describe, expect, test } from 'vitest'
import type { RunFirmware } from '../../../src/photon/index.ts'
import { type Desk, desk, HOME } from '../support/desk.ts'
import { type Script, scripted } from '../support/scripted-firmware.ts'
import { begin, flash } from '../support/update.ts'

const RESET_PENDING = 1 << 10
const RESET = 1 << 11
const UPDATE_PENDING = 1 << 9

/** A file that passes every check. What runs is a script all the same. */
let program: Uint8Array

beforeAll(async () => {
  const source = 'void setup() { Particle.publish("held"); }\n'
  const compiled = await compile({ name: 'held', files: new Map([['app.ino', Buffer.from(source)]]) })
  program = compiled.wasm
}, 180_000)

async function online(script: Script): Promise<Desk> {
  const firmware: RunFirmware = (board, bytes) => scripted(bytes === undefined ? script : {})(board, bytes)
  const d = desk({ stored: [HOME], firmware })
  await d.photon.powerOn()
  await d.clock.advance(10_000)
  expect(d.photon.state).toBe('online')
  d.states()
  return d
}

const updates = (what: 'forced' | 'pending', data: string): CloudToDevice => ({
  type: 'event',
  name: `particle/device/updates/${what}`,
  data,
  isPrivate: true,
  ttlSeconds: 60,
})

describe('the reset after an update', () => {
  test('waits for a program that holds it back, which runs on and is online until it does not', async () => {
    const events: number[] = []
    let turns = 0
    let allowed = false
    await using d = await online({
      setup: board => board.system?.flags?.set('reset-enabled', false),
      loop: board => {
        turns++
        if (allowed) board.system?.flags?.set('reset-enabled', true)
      },
      onSystemEvent: (event, _parameter, board) => {
        if (event !== RESET_PENDING && event !== RESET) return
        events.push(event)
        expect(board.system?.flags?.get('reset-pending')).toBe(true)
      },
    })
    expect(await flash(d, program)).toBe(0)
    await d.clock.advance(60_000)
    expect(d.states()).toEqual(['updating', 'online'])
    expect(events).toEqual([RESET_PENDING])
    expect(turns).toBeGreaterThan(5_000)
    allowed = true
    await d.clock.advance(10_000)
    expect(d.states()).toEqual(['starting', 'joining', 'dhcp', 'connecting', 'handshake', 'online'])
    expect(events).toEqual([RESET_PENDING, RESET])
    expect(d.cloud.session.all('hello')).toMatchObject([{ updated: true }])
  })

  test.each([false, true])(
    'can be held back by the handler that hears of it (threaded: %s)',
    async threaded => {
      await using d = await online({
        threaded,
        onSystemEvent: (event, _parameter, board) => {
          if (event === RESET_PENDING) board.system?.flags?.set('reset-enabled', false)
        },
      })
      expect(await flash(d, program)).toBe(0)
      await d.clock.advance(60_000)
      expect(d.states()).toEqual(['updating', 'online'])
      expect(d.photon.state).toBe('online')
    },
  )

  test('does not wait for a handler of a threaded program for more than 30 s', async () => {
    await using d = await online({
      threaded: true,
      loop: board => board.time.sleep(600_000, new AbortController().signal),
    })
    expect(await flash(d, program)).toBe(0)
    await d.clock.advance(29_000)
    expect(d.states()).toEqual(['updating'])
    await d.clock.advance(2_000)
    expect(d.states()[0]).toBe('starting')
  })

  test('is the only one that a program can hold back: not the one that the cloud orders', async () => {
    await using d = await online({ setup: board => board.system?.flags?.set('reset-enabled', false) })
    d.cloud.session.send({ type: 'reset', mode: 'reboot' })
    await d.clock.advance(0)
    expect(d.photon.state).toBe('starting')
  })
})

describe('updates of which the cloud tells', () => {
  test('go through when they are forced, though the program has disabled them', async () => {
    await using d = await online({ setup: board => board.system?.flags?.set('updates-enabled', false) })
    d.cloud.session.send(begin(program))
    await d.clock.advance(0)
    expect(d.cloud.session.all('updateReady').at(-1)?.accepted).toBe(false)
    d.cloud.session.send(updates('forced', 'true'))
    await d.clock.advance(0)
    expect(d.cloud.session.all('event').at(-1)).toMatchObject({
      name: 'particle/device/updates/forced',
      data: 'true',
    })
    expect(await flash(d, program)).toBe(0)
  })

  test('are forced in every session until the next reset', async () => {
    await using d = await online({})
    const forced = () =>
      d.cloud.session.all('event').find(({ name }) => name === 'particle/device/updates/forced')?.data
    d.cloud.session.send(updates('forced', 'true'))
    d.cloud.session.close()
    await d.clock.advance(10_000)
    expect(forced()).toBe('true')
    await d.photon.reset()
    await d.clock.advance(10_000)
    expect(forced()).toBe('false')
  })

  test('are pending for the program until they begin', async () => {
    const heard: number[] = []
    const pending: (boolean | undefined)[] = []
    await using d = await online({
      onSystemEvent: event => heard.push(event),
      loop: board => {
        pending.push(board.system?.flags?.get('updates-pending'))
      },
    })
    heard.length = 0
    d.cloud.session.send(updates('pending', 'true'))
    d.cloud.session.send(updates('pending', 'true'))
    await d.clock.advance(100)
    expect(heard).toEqual([UPDATE_PENDING])
    expect(pending.at(-1)).toBe(true)
    d.cloud.session.send(begin(program))
    d.cloud.session.close()
    await d.clock.advance(20_000)
    expect(pending.at(-1)).toBe(false)
  })
})
