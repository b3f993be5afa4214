import { expect, test } from 'vitest'
import { createVirtualClock } from '../../src/world/index.ts'

test('time moves on until the work is done, and not for long after', async () => {
  const clock = createVirtualClock()
  expect(await clock.advanceUntil(clock.sleep(2_345).then(() => 'done'))).toBe('done')
  expect(clock.nowMs()).toBeGreaterThanOrEqual(2_345)
  expect(clock.nowMs()).toBeLessThanOrEqual(2_345 + 200)
})

test('work that is done already leaves time where it is, but for a step', async () => {
  const clock = createVirtualClock()
  expect(await clock.advanceUntil(Promise.resolve(1), 10)).toBe(1)
  expect(clock.nowMs()).toBeLessThanOrEqual(10)
})

test('work that fails fails here, too', async () => {
  const clock = createVirtualClock()
  const work = clock.sleep(50).then(() => {
    throw new Error('broken')
  })
  await expect(clock.advanceUntil(work)).rejects.toThrow('broken')
})
