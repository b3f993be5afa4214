import type { Board } from '@particle-setup/device-os-wasm/run'
import { describe, expect, test } from 'vitest'
import { type Desk, desk, HOME } from './support/desk.ts'
import { scripted } from './support/scripted-firmware.ts'

const EVENT = { name: 'event', data: null, isPrivate: true, ttlSeconds: 60, withAck: true }

/** A Photon that is online, and the board that its program sees. */
async function online(): Promise<{ d: Desk; board: Board }> {
  const boards: Board[] = []
  const d = desk({ stored: [HOME], firmware: scripted({}, board => boards.push(board)) })
  await d.photon.powerOn()
  await d.clock.advance(10_000)
  expect(d.photon.state).toBe('online')
  const board = boards.at(-1)
  if (board === undefined) throw new Error('no program was started')
  return { d, board }
}

describe('a program that disconnects gracefully', () => {
  test('says goodbye and keeps the session until what it published is acknowledged', async () => {
    const { d, board } = await online()
    await using _ = d
    const { session } = d.cloud
    session.alive = false
    const acknowledged = board.cloud?.publish(EVENT)
    board.cloud?.disconnect?.({ graceful: true, timeoutMs: 5_000 })
    expect(board.cloud?.connected()).toBe(false)
    await d.clock.advance(4_000)
    expect(session.received.slice(-2).map(({ type }) => type)).toEqual(['event', 'goodbye'])
    expect(session.closed).toBe(false)
    session.send({ type: 'ack', messageId: session.all('event').at(-1)?.messageId ?? -1 })
    await d.clock.advance(0)
    expect(await acknowledged).toBe(true)
    expect(session.closed).toBe(true)
    expect(d.photon.state).toBe('wifi-only')
  })

  test('waits no longer than it was told to', async () => {
    const { d, board } = await online()
    await using _ = d
    d.cloud.session.alive = false
    const acknowledged = board.cloud?.publish(EVENT)
    board.cloud?.disconnect?.({ graceful: true, timeoutMs: 700 })
    await d.clock.advance(699)
    expect(d.cloud.session.closed).toBe(false)
    await d.clock.advance(1)
    expect(d.cloud.session.closed).toBe(true)
    expect(await acknowledged).toBe(false)
  })

  test('and connects again meanwhile does so once the old session is over', async () => {
    const { d, board } = await online()
    await using _ = d
    d.cloud.session.alive = false
    void board.cloud?.publish(EVENT)
    board.cloud?.disconnect?.({ graceful: true, timeoutMs: 2_000 })
    await d.clock.advance(1_000)
    board.cloud?.connect?.()
    expect(d.cloud.sessions).toHaveLength(1)
    await d.clock.advance(10_000)
    expect(d.cloud.sessions.map(({ closed }) => closed)).toEqual([true, false])
    expect(board.cloud?.connected()).toBe(true)
  })

  test('and loses its power meanwhile is gone at once', async () => {
    const { d, board } = await online()
    d.cloud.session.alive = false
    void board.cloud?.publish(EVENT)
    board.cloud?.disconnect?.({ graceful: true, timeoutMs: 60_000 })
    await d.photon.powerOff()
    expect(d.photon.state).toBe('off')
    await d[Symbol.asyncDispose]()
  })
})

test('a program that disconnects abruptly says no goodbye', async () => {
  const { d, board } = await online()
  await using _ = d
  board.cloud?.disconnect?.({ graceful: false, timeoutMs: 5_000 })
  await d.clock.advance(0)
  expect(d.cloud.session.closed).toBe(true)
  expect(d.cloud.session.all('goodbye')).toEqual([])
})
