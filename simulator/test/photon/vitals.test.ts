import type { Board } from '@particle-setup/device-os-wasm/run'
import { describe, expect, test } from 'vitest'
import { type Desk, desk, HOME } from './support/desk.ts'
import { scripted } from './support/scripted-firmware.ts'

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

describe('vitals', () => {
  test('are told at once: uptime, signal, and how the cloud connection has fared', async () => {
    const { d, board } = await online()
    await using _ = d
    d.cloud.session.close()
    await d.clock.advance(20_000)
    expect(board.cloud?.publishVitals?.()).toBe(true)
    await d.clock.advance(0)
    const [told] = d.cloud.session.all('vitals')
    expect(told?.vitals).toEqual({
      uptimeSeconds: 30,
      rssiDbm: expect.toSatisfy((dbm: number) => dbm > -90 && dbm < -20),
      cloudDisconnects: 1,
      unacknowledgedMessages: 0,
    })
  })

  test('are told again every period until it is 0', async () => {
    const { d, board } = await online()
    await using _ = d
    const { session } = d.cloud
    board.cloud?.publishVitals?.(60)
    await d.clock.advance(60_000)
    board.cloud?.publishVitals?.()
    await d.clock.advance(60_000)
    expect(session.all('vitals').map(({ vitals }) => vitals.uptimeSeconds)).toEqual([10, 70, 70, 130])
    board.cloud?.publishVitals?.(0)
    await d.clock.advance(600_000)
    expect(session.all('vitals')).toHaveLength(5)
  })

  test('cannot be told without the cloud, and periodic ones wait for it', async () => {
    const { d, board } = await online()
    await using _ = d
    board.cloud?.disconnect?.()
    await d.clock.advance(0)
    expect(board.cloud?.publishVitals?.(30)).toBe(false)
    board.cloud?.connect?.()
    await d.clock.advance(30_000)
    expect(d.cloud.session.all('vitals')).toHaveLength(1)
  })

  test('end with the program', async () => {
    const { d, board } = await online()
    await using _ = d
    board.cloud?.publishVitals?.(30)
    await d.photon.reset()
    await d.clock.advance(120_000)
    expect(d.cloud.session.all('vitals')).toEqual([])
  })
})
