import { describe, expect, it } from 'vitest'
import { BenchBoard } from './bench/board.ts'
import { BenchPhoton } from './bench/photon.ts'

const wrap = 2 ** 32

async function photonBeforeWrap(): Promise<BenchPhoton> {
  const board = new BenchBoard()
  board.nowMs = wrap - 5000
  return BenchPhoton.powerOn(board)
}

describe('when the uptime passes 2^32 ms, after 49.7 days', () => {
  it('the stream keeps its pace', async () => {
    await using photon = await photonBeforeWrap()
    await photon.turn()
    await photon.pass(10_000)
    expect(photon.sent().map(({ atMs }) => atMs - wrap)).toEqual(
      Array.from({ length: 11 }, (_, second) => (second - 5) * 1000),
    )
  })

  it('`ms` goes on at 0 and `seq` goes on rising', async () => {
    await using photon = await photonBeforeWrap()
    await photon.turn()
    await photon.pass(6000)
    expect(photon.sent().map(({ data }) => [data.seq, data.ms])).toEqual([
      [0, wrap - 5000],
      [1, wrap - 4000],
      [2, wrap - 3000],
      [3, wrap - 2000],
      [4, wrap - 1000],
      [5, 0],
      [6, 1000],
    ])
  })

  it('an event may reach across it', async () => {
    await using photon = await photonBeforeWrap()
    await photon.pass(4500)
    photon.forget()
    await photon.call('setInterval', '100')
    await photon.pass(1000)
    expect(photon.sent().at(-1)?.data).toMatchObject({ ms: wrap - 500, interval: 100 })
    expect(photon.sent().at(-1)?.data.values).toHaveLength(10)
  })

  it('the publish limits hold across it', async () => {
    const board = new BenchBoard()
    board.nowMs = wrap - 20_000
    board.connected = false
    await using photon = await BenchPhoton.powerOn(board)
    await photon.call('setInterval', '20')
    await photon.pass(19_470)
    board.connected = true
    await photon.pass(4000)
    const times = board.published.map(({ atMs }) => atMs - wrap)
    expect(times).toEqual([-520, -510, -500, -490, 480, 1480, 2480])
  })

  it('a sample a day is still a sample a day', async () => {
    const day = 86_400_000
    await using photon = await photonBeforeWrap()
    await photon.call('setInterval', String(day))
    await photon.pass(3 * day + 1000, 60_000)
    expect(photon.sent().map(({ data }) => data.seq)).toEqual([0, 1, 2, 3])
  })
})
