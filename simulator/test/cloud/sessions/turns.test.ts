import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Turns } from '../../../src/cloud/sessions/turns.ts'
import { createVirtualClock } from '../../../src/world/virtual-clock.ts'

test('of many who wait, some go on in each turn of the event loop, in their order', async () => {
  const turns = new Turns(createVirtualClock())
  const gone: number[] = []
  const all = Array.from({ length: 200 }, (_, index) => turns.next().then(() => gone.push(index)))
  const counts: number[] = []
  while (gone.length < 200) {
    await nextTurn()
    counts.push(gone.length)
  }
  await Promise.all(all)
  expect(new Set(counts)).toEqual(new Set([64, 128, 192, 200]))
  expect(gone).toEqual([...gone].sort((a, b) => a - b))
})

test('time stands still for those who wait', async () => {
  const clock = createVirtualClock()
  const turns = new Turns(clock)
  const at: number[] = []
  const all = Array.from({ length: 200 }, () => turns.next().then(() => at.push(clock.nowMs())))
  await clock.advance(1_000)
  await Promise.all(all)
  expect(new Set(at)).toEqual(new Set([0]))
})
