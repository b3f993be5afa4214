import { expect, test } from 'vitest'
import { AdvanceLimitError, createVirtualClock } from '../../src/world/index.ts'

test('time moves on until the work is done, and not for long after', async () => {
  const clock = createVirtualClock()
  expect(await clock.advanceUntil(clock.sleep(2_345).then(() => 'done'))).toBe('done')
  expect(clock.nowMs()).toBeGreaterThanOrEqual(2_345)
  expect(clock.nowMs()).toBeLessThanOrEqual(2_345 + 200)
})

test('work that is done already leaves time where it is, but for a step', async () => {
  const clock = createVirtualClock()
  expect(await clock.advanceUntil(Promise.resolve(1), { stepMs: 10 })).toBe(1)
  expect(clock.nowMs()).toBeLessThanOrEqual(10)
})

test('work that fails fails here, too', async () => {
  const clock = createVirtualClock()
  const work = clock.sleep(50).then(() => {
    throw new Error('broken')
  })
  await expect(clock.advanceUntil(work)).rejects.toThrow('broken')
})

test('work that is never done is given up after the limit', async () => {
  const clock = createVirtualClock()
  const waiting = clock.advanceUntil(new Promise(() => {}), { limitMs: 1_000 })
  await expect(waiting).rejects.toThrow(AdvanceLimitError)
  expect(clock.nowMs()).toBe(1_000)
})

test('it ends with the signal', async () => {
  const abort = new AbortController()
  const clock = createVirtualClock()
  clock.setTimeout(() => abort.abort(new Error('enough')), 250)
  await expect(clock.advanceUntil(new Promise(() => {}), { signal: abort.signal })).rejects.toThrow('enough')
})

test.each([0, -1, Number.NaN])('a step of %s is refused, because time would stand still', async stepMs => {
  await expect(createVirtualClock().advanceUntil(new Promise(() => {}), { stepMs })).rejects.toThrow(
    RangeError,
  )
})
