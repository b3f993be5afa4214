import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../../src/world/index.ts'

describe('seeded randomness', () => {
  test('repeats for the same seed and differs for another', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(createRandom(a).hex(32)).toBe(createRandom(a).hex(32))
        if (a !== b) expect(createRandom(a).hex(32)).not.toBe(createRandom(b).hex(32))
      }),
    )
  })

  test('stays within its bounds and reaches both', () => {
    const random = createRandom('bounds')
    const drawn = Array.from({ length: 1_000 }, () => random.integer(-3, 3))
    expect(Math.min(...drawn)).toBe(-3)
    expect(Math.max(...drawn)).toBe(3)
    expect(drawn.every(Number.isInteger)).toBe(true)
  })

  test('forks by label, whatever was drawn before', () => {
    const fresh = createRandom('fork')
    const used = createRandom('fork')
    used.bytes(100)
    expect(used.fork('a').next32()).toBe(fresh.fork('a').next32())
    expect(fresh.fork('a').next32()).not.toBe(fresh.fork('b').next32())
  })

  test.each([0, 1, 7, 24])('gives %i hex digits', digits => {
    expect(createRandom('hex').hex(digits)).toMatch(new RegExp(`^[0-9a-f]{${digits}}$`))
  })
})
