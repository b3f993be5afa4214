import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CHUNK_BYTES, chunksOf } from '../../../src/cloud/integrations/chunks.ts'

const text = fc.string({ unit: 'binary', maxLength: 2_000 })

test('any text is what its chunks make when they are joined', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 600 }), (whole, maxBytes) => {
      const chunks = chunksOf(whole, maxBytes)
      expect(chunks.join('')).toBe(whole)
      expect(chunks.length).toBeGreaterThan(0)
      for (const chunk of chunks) expect(Buffer.byteLength(chunk)).toBeLessThanOrEqual(maxBytes)
      // A character of UTF-8 has four bytes at most.
      for (const chunk of chunks.slice(0, -1)) expect(Buffer.byteLength(chunk)).toBeGreaterThan(maxBytes - 4)
    }),
  )
})

test('plain text fills every chunk but the last', () => {
  expect(chunksOf('x'.repeat(1_100)).map(chunk => chunk.length)).toEqual([CHUNK_BYTES, CHUNK_BYTES, 76])
  expect(chunksOf('x'.repeat(1_024)).map(chunk => chunk.length)).toEqual([512, 512])
})

test('an empty text is one empty chunk', () => {
  expect(chunksOf('')).toEqual([''])
})
