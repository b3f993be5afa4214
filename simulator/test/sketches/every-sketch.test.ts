import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { COLD_MS, compileSketch, sketchNames } from './support.ts'

test('every sketch has a test of its name', () => {
  const tests = readdirSync(import.meta.dirname)
  expect(tests).toEqual(expect.arrayContaining(sketchNames().map(name => `${name}.test.ts`)))
})

test.each(sketchNames())('%s compiles without a warning', { timeout: COLD_MS }, async name => {
  expect((await compileSketch(name)).warnings).toEqual([])
})
