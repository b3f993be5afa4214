import { expect, test } from 'vitest'
import { testCloud } from '../support/cloud.ts'
import { upload } from '../support/upload.ts'

const MIB = 1024 * 1024

test.each<[string, Record<string, Uint8Array>]>([
  [
    'many files that are small enough by themselves',
    Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`src/${index}.cpp`, new Uint8Array(2 * MIB)]),
    ),
  ],
  ['one file that is not', { 'src/app.ino': new Uint8Array(11 * MIB) }],
])('an upload of %s is refused: 413', async (_what, files) => {
  const world = await testCloud()
  const { status, body } = await upload(world.http.post('/v1/binaries').set(world.admin), files)
  expect([status, body.ok]).toEqual([413, false])
  expect(body.error).toMatch(/larger than 16777216 bytes|File too large/)
  expect(world.failures).toEqual([])
})
