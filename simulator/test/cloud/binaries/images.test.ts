import { expect, test } from 'vitest'
import { createInProcessBackplane } from '../../../src/cloud/backplane/index.ts'
import { Images } from '../../../src/cloud/binaries/images.ts'

const BYTES = Uint8Array.from([0, 97, 115, 109])

test('an image is kept once, as long as anybody holds it', async () => {
  const images = new Images(createInProcessBackplane())
  const id = await images.hold(BYTES, 'binary/1')
  expect(await images.hold(BYTES, 'release/1')).toBe(id)
  expect(id).toMatch(/^[0-9a-f]{64}$/)
  await images.drop(id, 'binary/1')
  await images.drop(id, 'nobody')
  expect(Uint8Array.from((await images.get(id)) ?? [])).toEqual(BYTES)
  await images.drop(id, 'release/1')
  expect(await images.get(id)).toBeUndefined()
  await images.hold(BYTES, 'release/2')
  expect(Uint8Array.from((await images.get(id)) ?? [])).toEqual(BYTES)
})
