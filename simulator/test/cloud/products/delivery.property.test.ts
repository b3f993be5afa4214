import fc from 'fast-check'
import { expect, test } from 'vitest'
import { begin, type Delivery, end, withdraw } from '../../../src/cloud/products/firmware/delivery.ts'

type Step = 'online' | 'offline' | 'success' | 'failed'

/** What happens to one device whose firmware never states the version that it should. */
function run(steps: readonly Step[], image: (index: number) => string) {
  let delivery: Delivery | undefined
  const begun: string[] = []
  for (const [index, step] of steps.entries()) {
    const nowMs = index * 1_000
    const before = delivery
    if (step === 'online' || step === 'offline') {
      const after = begin(delivery, image(index), nowMs, false)
      if (after === undefined) continue
      expect(before?.state).not.toBe('sending')
      delivery = step === 'online' ? after : withdraw(after, nowMs)
      if (step === 'online') begun.push(image(index))
    } else if (delivery !== undefined) delivery = end(delivery, step === 'success', nowMs)
  }
  return { begun, delivery }
}

const steps = fc.array(fc.constantFrom<Step>('online', 'offline', 'success', 'failed'), { maxLength: 60 })

test('whatever happens, one firmware is sent to a device three times at most', () => {
  fc.assert(
    fc.property(steps, story => {
      expect(run(story, () => 'image').begun.length).toBeLessThanOrEqual(3)
    }),
  )
})

test('what a device has taken is not sent again, and a device that was not there has lost nothing', () => {
  fc.assert(
    fc.property(steps, story => {
      const { begun, delivery } = run([...story, 'success', 'failed'], () => 'image')
      const after = run([...story, 'success', 'failed', 'online'], () => 'image').begun
      const spent = delivery?.state === 'delivered' || begun.length === 3
      expect(after.length - begun.length).toBe(spent ? 0 : 1)
    }),
  )
})

test('another firmware gets chances of its own, once the one under way is over', () => {
  fc.assert(
    fc.property(steps, story => {
      const change = story.length + 1
      const begun = run([...story, 'failed', 'online'], index => (index < change ? 'old' : 'new')).begun
      expect(begun.at(-1)).toBe('new')
    }),
  )
})

test('an update that nobody has heard of for longer than one can take does not block the next', () => {
  const lost: Delivery = { imageId: 'image', attempts: 1, state: 'sending', sinceMs: 0 }
  expect(begin(lost, 'image', 899_999, true)).toBeUndefined()
  expect(begin(lost, 'image', 900_000, false)).toMatchObject({ attempts: 2, state: 'sending' })
})
