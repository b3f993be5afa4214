import { describe, expect, it } from 'vitest'
import { BenchPhoton } from './bench/photon.ts'

async function photonWithInterval(ms: number): Promise<BenchPhoton> {
  const photon = await BenchPhoton.powerOn()
  await photon.call('setInterval', String(ms))
  return photon
}

describe('samples taken faster than one a second', () => {
  it.each([
    { interval: 20, samples: 50, spacing: 1000 },
    { interval: 100, samples: 10, spacing: 1000 },
    { interval: 300, samples: 4, spacing: 1200 },
    { interval: 700, samples: 2, spacing: 1400 },
    { interval: 999, samples: 2, spacing: 1998 },
  ])('leave $samples to an event at $interval ms', async ({ interval, samples, spacing }) => {
    await using photon = await photonWithInterval(interval)
    await photon.turn()
    await photon.pass(8 * spacing, 1)
    const sent = photon.sent()
    expect(sent).toHaveLength(8)
    sent.forEach(({ data }, index) => {
      expect(data).toEqual({
        seq: index * samples,
        ms: index * spacing,
        interval,
        values: Array.from({ length: samples }, () => 2047),
      })
    })
  })

  it('stand in the order in which they were taken', async () => {
    await using photon = await photonWithInterval(100)
    for (let level = 0; level < 20; level++) {
      photon.board.level = level
      await photon.turn()
      photon.board.nowMs += 100
    }
    expect(photon.sent().flatMap(({ data }) => data.values)).toEqual(Array.from({ length: 20 }, (_, n) => n))
  })

  it('are null where the main loop came too late, so that the others keep their place in time', async () => {
    await using photon = await photonWithInterval(100)
    await photon.turn()
    photon.board.nowMs = 350
    await photon.turn()
    await photon.pass(550)
    expect(photon.sent().map(({ data }) => data)).toEqual([
      { seq: 0, ms: 0, interval: 100, values: [2047, null, null, ...Array(7).fill(2047)] },
    ])
    expect(await photon.read('published')).toBe(8)
    expect(await photon.read('dropped')).toBe(2)
  })

  it('begin a new event after a pause that does not fit into one', async () => {
    await using photon = await photonWithInterval(100)
    await photon.turn()
    photon.board.nowMs = 60_000
    await photon.pass(2000)
    const [before, after] = photon.sent()
    expect(before?.data).toEqual({ seq: 0, ms: 0, interval: 100, values: [2047] })
    expect(after?.data).toMatchObject({ seq: 600, ms: 60_000 })
    expect(await photon.read('dropped')).toBe(599)
  })
})
