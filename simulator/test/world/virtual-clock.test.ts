import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createVirtualClock } from '../../src/world/index.ts'

describe('a virtual clock', () => {
  test('stands still until it is advanced', async () => {
    const clock = createVirtualClock({ startUnixMs: 1_000_000 })
    let ran = false
    clock.setTimeout(() => {
      ran = true
    }, 1)
    await new Promise(resolve => setImmediate(resolve))
    expect({ ran, now: clock.nowMs(), unix: clock.unixMs() }).toEqual({ ran: false, now: 0, unix: 1_000_000 })
    await clock.advance(1)
    expect({ ran, now: clock.nowMs(), unix: clock.unixMs() }).toEqual({ ran: true, now: 1, unix: 1_000_001 })
  })

  test('runs every timer once, at its own moment, in the order of time and then of setting', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 }),
        fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 5 }),
        async (delays, steps) => {
          const clock = createVirtualClock()
          const ran: { delay: number; index: number; at: number }[] = []
          delays.forEach((delay, index) => {
            clock.setTimeout(() => ran.push({ delay, index, at: clock.nowMs() }), delay)
          })
          for (const step of steps) {
            const target = clock.nowMs() + step
            await clock.advance(step)
            expect(clock.nowMs()).toBe(target)
          }
          await clock.advance(50)
          expect(ran.map(({ index }) => index)).toEqual(
            delays
              .map((delay, index) => ({ delay, index }))
              .sort((a, b) => a.delay - b.delay || a.index - b.index)
              .map(({ index }) => index),
          )
          expect(ran.every(({ delay, at }) => delay === at)).toBe(true)
          expect(clock.pending).toBe(0)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('never runs a cancelled timer, whichever and however many are cancelled', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.boolean()), { maxLength: 300 }),
        async plan => {
          const clock = createVirtualClock()
          const ran = new Set<number>()
          const timers = plan.map(([delay], index) => clock.setTimeout(() => ran.add(index), delay))
          plan.forEach(([, keep], index) => {
            if (!keep) timers[index]?.cancel()
          })
          expect(clock.pending).toBe(plan.filter(([, keep]) => keep).length)
          await clock.advance(20)
          expect([...ran].sort((a, b) => a - b)).toEqual(
            plan.flatMap(([, keep], index) => (keep ? [index] : [])),
          )
        },
      ),
      { numRuns: 40 },
    )
  })

  test('lets a timer cancel another of the same moment', async () => {
    const clock = createVirtualClock()
    let ran = false
    clock.setTimeout(() => other.cancel(), 5)
    const other = clock.setTimeout(() => {
      ran = true
    }, 5)
    await clock.advance(5)
    expect(ran).toBe(false)
  })

  test('lets promises and the event loop settle before time moves on', async () => {
    const clock = createVirtualClock()
    const seen: number[] = []
    clock.setTimeout(async () => {
      await new Promise(resolve => setImmediate(resolve))
      await Promise.resolve()
      seen.push(clock.nowMs())
      await clock.sleep(10)
      seen.push(clock.nowMs())
    }, 5)
    await clock.advance(100)
    expect(seen).toEqual([5, 15])
  })

  test('stands still while work outside of simulated time is held', async () => {
    const clock = createVirtualClock()
    const work = Promise.withResolvers<string>()
    const seen: number[] = []
    clock.setTimeout(() => {
      void clock.hold(work.promise).then(() => seen.push(clock.nowMs()))
    }, 5)
    const advanced = clock.advance(100)
    for (let i = 0; i < 20; i++) await new Promise(resolve => setImmediate(resolve))
    expect(clock.nowMs()).toBe(5)
    work.resolve('done')
    await advanced
    expect(seen).toEqual([5])
  })

  test('goes on when held work fails', async () => {
    const clock = createVirtualClock()
    const work = clock.hold(Promise.reject(new Error('no compiler')))
    await expect(work).rejects.toThrow('no compiler')
    await clock.advance(1)
    expect(clock.nowMs()).toBe(1)
  })

  test('queues calls that overlap', async () => {
    const clock = createVirtualClock()
    await Promise.all([clock.advance(10), clock.advance(20), clock.advance(30)])
    expect(clock.nowMs()).toBe(60)
  })

  test('hands on what a timer throws and keeps the others', async () => {
    const clock = createVirtualClock()
    let ran = false
    clock.setTimeout(() => {
      throw new Error('broken')
    }, 1)
    clock.setTimeout(() => {
      ran = true
    }, 2)
    await expect(clock.advance(5)).rejects.toThrow('broken')
    await clock.advance(5)
    expect(ran).toBe(true)
  })

  test('refuses to go back', async () => {
    await expect(createVirtualClock().advance(-1)).rejects.toThrow(RangeError)
  })

  test('ends a sleep with the reason of its signal and forgets the timer', async () => {
    const clock = createVirtualClock()
    const controller = new AbortController()
    const sleeping = clock.sleep(1_000, controller.signal)
    controller.abort(new Error('woken'))
    await expect(sleeping).rejects.toThrow('woken')
    await expect(clock.sleep(1, controller.signal)).rejects.toThrow('woken')
    expect(clock.pending).toBe(0)
  })

  test('takes tens of thousands of timers', async () => {
    const clock = createVirtualClock()
    let ran = 0
    for (let i = 0; i < 50_000; i++) clock.setTimeout(() => ran++, i % 997)
    await clock.advance(1_000)
    expect(ran).toBe(50_000)
  })
})
