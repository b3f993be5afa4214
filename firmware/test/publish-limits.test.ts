import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BenchPhoton } from './bench/photon.ts'

type Act = (photon: BenchPhoton) => Promise<unknown>

const passing = fc
  .record({ ms: fc.integer({ min: 1, max: 4000 }), turnMs: fc.constantFrom(1, 7, 20, 130, 999, 2500) })
  .map(
    ({ ms, turnMs }): Act =>
      photon =>
        photon.pass(ms, Math.max(turnMs, Math.ceil(ms / 200))),
  )

const calling = fc.oneof(
  fc.constantFrom('', 'on', 'off', 'maybe').map(
    (argument): Act =>
      photon =>
        photon.call('toggleStream', argument),
  ),
  fc.oneof(fc.integer({ min: 20, max: 120 }), fc.integer({ min: 20, max: 3000 }), fc.integer()).map(
    (ms): Act =>
      photon =>
        photon.call('setInterval', String(ms)),
  ),
)

const weather = fc.record({ connected: fc.boolean(), accepts: fc.boolean() }, { requiredKeys: [] }).map(
  (change): Act =>
    async photon =>
      Object.assign(photon.board, change),
)

/** Whatever may happen to a Photon. */
const story = fc.array(
  fc.oneof(
    { arbitrary: passing, weight: 3 },
    { arbitrary: calling, weight: 2 },
    { arbitrary: weather, weight: 1 },
  ),
  { maxLength: 40 },
)

async function live(acts: readonly Act[]): Promise<BenchPhoton> {
  const photon = await BenchPhoton.powerOn()
  for (const act of acts) {
    await act(photon)
    await photon.turn()
  }
  return photon
}

async function afterAny(check: (photon: BenchPhoton) => Promise<void>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(story, async acts => {
      await using photon = await live(acts)
      await check(photon)
    }),
    { numRuns: 60 },
  )
}

describe('whatever the interval, the connection and the calls', () => {
  it('no more than four events are offered within a second, and one a second in the long run', () =>
    afterAny(async photon => {
      const times = photon.board.published.map(({ atMs }) => atMs)
      times.forEach((from, first) => {
        times.slice(first).forEach((to, more) => {
          expect(more + 1).toBeLessThanOrEqual(4 + Math.floor((to - from) / 1000))
        })
      })
    }))

  it('names, payloads and visibility keep to the limits', () =>
    afterAny(async photon => {
      for (const { event } of photon.board.published) {
        expect(event).toMatchObject({ name: 'sensor', isPrivate: true })
        expect(Buffer.byteLength(event.data ?? '')).toBeLessThanOrEqual(622)
      }
    }))

  it('events are JSON, follow one another and never repeat a sample', () =>
    afterAny(async photon => {
      let next = 0
      for (const { data } of photon.sent()) {
        expect(Object.keys(data)).toEqual(['seq', 'ms', 'interval', 'values'])
        expect(data.seq).toBeGreaterThanOrEqual(next)
        expect(data.values[0]).toBe(2047)
        expect(data.values.at(-1)).toBe(2047)
        next = data.seq + data.values.length
      }
    }))

  it('published and dropped together account for every sample', () =>
    afterAny(async photon => {
      Object.assign(photon.board, { connected: true, accepts: true })
      await photon.call('toggleStream', 'off')
      const published = await photon.read('published')
      const dropped = await photon.read('dropped')
      const received = photon.sent().flatMap(({ data }) => data.values.filter(value => value !== null))
      expect(published).toBe(received.length)

      photon.forget()
      await photon.call('setInterval', '1000')
      await photon.call('toggleStream', 'on')
      await photon.turn()
      await photon.pass(6000, 1000)
      expect(photon.sent()[0]?.data.seq).toBe(Number(published) + Number(dropped))
    }))
})

describe('the fullest event', () => {
  it('fits into 622 bytes', async () => {
    await using photon = await BenchPhoton.powerOn()
    Object.assign(photon.board, { nowMs: 4_000_000_000, level: 4095, connected: false })
    await photon.call('setInterval', '99')
    await photon.pass(10_000, 33)
    photon.board.connected = true
    await photon.turn()
    const [fullest] = photon.sent()
    expect(fullest?.data.values).toHaveLength(100)
    expect(photon.board.published[0]?.event.data?.length).toBeLessThanOrEqual(622)
  })
})
