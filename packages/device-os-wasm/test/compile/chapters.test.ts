import { expect, test } from 'vitest'
import { compileFixture } from '../fixtures.ts'

test('every public call of the chapters on cloud, serial ports, text, time and buses is there', {
  timeout: 120_000,
}, async () => {
  expect((await compileFixture('chapters')).warnings).toEqual([])
})
