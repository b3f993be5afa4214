import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Audience } from '../../../src/cloud/events/audience.ts'
import { completeEvent } from '../../../src/cloud/events/entity.ts'

const text = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'A', '/'), maxLength })

test('an audience of any size tells those whose prefix the name begins with, once each', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ prefix: text(4), leaves: fc.boolean() }), { maxLength: 200 }),
      text(6),
      (wishes, name) => {
        const audience = new Audience()
        const heard = wishes.map(() => 0)
        const listeners = wishes.map(({ prefix }, index) => ({
          prefix,
          receive: () => heard.splice(index, 1, (heard[index] ?? 0) + 1),
        }))
        for (const listener of listeners) audience.add(listener)
        for (const [index, listener] of listeners.entries()) {
          if (wishes[index]?.leaves) audience.delete(listener)
        }
        audience.tell(completeEvent({ name, data: null, coreid: 'api', ownerId: null, productId: null }, 0))
        expect(heard).toEqual(
          wishes.map(({ prefix, leaves }) => (!leaves && name.startsWith(prefix) ? 1 : 0)),
        )
        expect(audience.isEmpty).toBe(wishes.every(({ leaves }) => leaves))
      },
    ),
  )
})
