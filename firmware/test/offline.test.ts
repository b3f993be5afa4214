import { describe, expect, it } from 'vitest'
import { BenchPhoton } from './bench/photon.ts'

async function offlinePhoton(): Promise<BenchPhoton> {
  const photon = await BenchPhoton.powerOn()
  photon.board.connected = false
  await photon.turn()
  return photon
}

describe('a Photon without the cloud', () => {
  it('offers no event', async () => {
    await using photon = await offlinePhoton()
    await photon.pass(60_000, 100)
    expect(photon.board.published).toEqual([])
    expect(await photon.read('published')).toBe(0)
    expect(await photon.read('dropped')).toBe(0)
  })

  it('sends what it sampled meanwhile once it is connected, oldest first, 100 samples to an event', async () => {
    await using photon = await offlinePhoton()
    await photon.pass(249_500, 100)
    photon.board.connected = true
    await photon.pass(10_000, 100)
    expect(photon.sent().map(({ data }) => [data.seq, data.values.length])).toEqual([
      [0, 100],
      [100, 100],
      [200, 50],
      ...Array.from({ length: 10 }, (_, index) => [250 + index, 1]),
    ])
    expect(await photon.read('published')).toBe(260)
  })

  it('holds no more than eight events: the oldest goes, and its samples are counted as dropped', async () => {
    await using photon = await offlinePhoton()
    await photon.pass(10_000_000, 1000)
    expect(await photon.read('dropped')).toBe(9300)
    photon.board.connected = true
    await photon.pass(1000, 10)
    expect(photon.sent()[0]?.data.seq).toBe(9300)
  })

  it('comes back with four events at once and then one a second, until it has caught up', async () => {
    await using photon = await offlinePhoton()
    await photon.pass(799_000, 1000)
    photon.board.connected = true
    const back = photon.board.nowMs
    await photon.pass(20_000, 10)
    const afterMs = photon.sent().map(({ atMs }) => atMs - back)
    expect(afterMs.slice(0, 8)).toEqual([10, 20, 30, 40, 1010, 2010, 3010, 4010])
    expect(await photon.read('dropped')).toBe(0)
    const seqs = photon.sent().flatMap(({ data }) => data.values.map((_, index) => data.seq + index))
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => index))
  })
})

describe('an event that the device refused', () => {
  it('is offered again, no more than once a second when the burst is spent, and lost to nobody', async () => {
    await using photon = await BenchPhoton.powerOn()
    photon.board.accepts = false
    await photon.pass(10_000)
    expect(photon.board.published.length).toBeLessThanOrEqual(14)
    expect(await photon.read('published')).toBe(0)
    photon.board.accepts = true
    await photon.pass(5000)
    expect(photon.sent()[0]?.data.seq).toBe(0)
    expect(await photon.read('dropped')).toBe(0)
  })
})
