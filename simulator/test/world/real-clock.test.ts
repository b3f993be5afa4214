import { describe, expect, test } from 'vitest'
import { createRealClock } from '../../src/world/index.ts'

describe('a real clock', () => {
  test('never wakes a sleeper early', async () => {
    const clock = createRealClock()
    for (let ms = 0; ms < 6; ms++) {
      const start = clock.nowMs()
      await clock.sleep(ms)
      expect(clock.nowMs() - start).toBeGreaterThanOrEqual(ms)
    }
  })

  test('passes a simulated minute in milliseconds when told to hurry', async () => {
    const clock = createRealClock({ speed: 10_000 })
    const start = performance.now()
    const unix = clock.unixMs()
    await clock.sleep(60_000)
    expect(performance.now() - start).toBeLessThan(5_000)
    expect(clock.unixMs() - unix).toBeGreaterThanOrEqual(60_000)
  })

  test('never runs a cancelled timer', async () => {
    const clock = createRealClock()
    let ran = false
    clock
      .setTimeout(() => {
        ran = true
      }, 1)
      .cancel()
    await clock.sleep(5)
    expect(ran).toBe(false)
  })

  test('takes delays longer than Node does', () => {
    createRealClock()
      .setTimeout(() => {}, 2 ** 40)
      .cancel()
  })

  test('ends a sleep with the reason of its signal', async () => {
    const controller = new AbortController()
    const sleeping = createRealClock().sleep(60_000, controller.signal)
    controller.abort(new Error('woken'))
    await expect(sleeping).rejects.toThrow('woken')
  })

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a speed of %s', speed => {
    expect(() => createRealClock({ speed })).toThrow(RangeError)
  })
})
