import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeLineTable, encodeLineTable } from '../../src/line-table.ts'

const frame = fc.record({ function: fc.string(), file: fc.string(), line: fc.nat({ max: 100_000 }) })
const rows = fc
  .array(fc.record({ offset: fc.nat(), frames: fc.array(frame, { maxLength: 4 }) }))
  .map(some => some.toSorted((a, b) => a.offset - b.offset))

test('a line table is read as it was written', () => {
  fc.assert(
    fc.property(rows, table => {
      expect(decodeLineTable(encodeLineTable(table))).toEqual(table)
    }),
  )
})

test('a line table that was cut off is refused, and so never read beyond its end', () => {
  fc.assert(
    fc.property(rows, table => {
      const bytes = encodeLineTable(table)
      expect(() => decodeLineTable(bytes.subarray(0, -1))).toThrow(RangeError)
    }),
  )
})
