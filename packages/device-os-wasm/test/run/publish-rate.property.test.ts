import fc from 'fast-check'
import { expect, test } from 'vitest'
import { start } from './behaviour.ts'

test('an event passes if the fourth attempt before it is at least a second old, whatever came of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(700), { maxLength: 20 }), async pauses => {
      const { firmware, test: board, order } = await start()
      const attempts: number[] = []
      for (const pause of pauses) {
        await board.time.advance(pause)
        const now = board.time.uptimeMs()
        const fourthBefore = attempts.at(-4)
        const passes = fourthBefore === undefined || now - fourthBefore >= 1000
        attempts.push(now)
        const before = board.published.length
        await order('publish 1')
        expect(board.published.length - before).toBe(passes ? 1 : 0)
      }
      await firmware.stop()
    }),
    { numRuns: 50 },
  )
})
