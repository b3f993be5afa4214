import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readArmModule } from '../../../src/cloud/binaries/arm-module.ts'

const APPS = join(
  dirname(createRequire(import.meta.url).resolve('particle-cli/package.json')),
  'assets/knownApps',
)

const knownApp = (path: string) => readFile(join(APPS, path))

const NAMES = ['digitalread', 'digitalwrite', 'analogread', 'analogwrite']

/** A user part with these strings in it, its end as a linker writes it. */
function image({ platform = 6, fn = 5, strings = NAMES, offset = 0 } = {}): Buffer {
  const body = Buffer.concat([
    Buffer.alloc(offset + 24),
    Buffer.from(strings.map(text => `${text}\0`).join('')),
    Buffer.alloc(6),
  ])
  body.writeUInt32LE(0x080a_0000, offset)
  body.writeUInt32LE(0x080a_0000 + body.length + 34, offset + 4)
  body.writeUInt16LE(7, offset + 10)
  body.writeUInt16LE(platform, offset + 12)
  body.writeUInt8(fn, offset + 14)
  body.writeUInt8(1, offset + 15)
  body.set([4, 2], offset + 16)
  body.writeUInt16LE(2302, offset + 18)
  return sealed(body)
}

function sealed(body: Buffer): Buffer {
  const size = Buffer.from([40, 0])
  const end = Buffer.concat([body, createHash('sha256').update(body).digest(), size])
  const crc = Buffer.alloc(4)
  crc.writeUInt32BE(crc32(end))
  return Buffer.concat([end, crc])
}

describe('the Tinker that particle-cli brings along', () => {
  test('for a Photon is recognised, and read', async () => {
    expect(readArmModule(await knownApp('photon/tinker/tinker-0.4.5-photon.bin'))).toEqual({
      platformId: 6,
      function: 'user-part',
      index: 1,
      version: 3,
      startAddress: 0x080a_0000,
      sizeBytes: 5324,
      dependencies: [{ function: 'system-part', index: 2, version: 6 }],
      sha256: 'b3a6dcd529be70fbe24ee959c7305d58e3bc9a04acdce8f093c7a1f759097d09',
      sha256Valid: true,
      crc32Valid: true,
      isTinker: true,
    })
  })

  test.each([
    ['p1/tinker/tinker-0.4.5-p1.bin', 8],
    ['electron/tinker/electron_tinker.bin', 10],
    ['argon/tinker/tinker-0.8.0-rc.27-argon.bin', 12],
  ])('%s for another platform is an image, and not for a Photon', async (path, platformId) => {
    expect(readArmModule(await knownApp(path))).toMatchObject({
      platformId,
      function: 'user-part',
      crc32Valid: true,
      isTinker: false,
    })
  })
})

describe('an image', () => {
  test('of another version with the same functions is Tinker', () => {
    expect(readArmModule(image())).toMatchObject({ version: 7, isTinker: true, sha256Valid: true })
  })

  test.each([
    ['lacks a function', image({ strings: NAMES.slice(1) })],
    ['has a longer name', image({ strings: [...NAMES.slice(1), 'digitalreadall'] })],
    ['is for another platform', image({ platform: 8 })],
    ['is a system part', image({ fn: 4 })],
  ])('that %s is not Tinker', (_, bytes) => {
    expect(readArmModule(bytes)).toMatchObject({ crc32Valid: true, isTinker: false })
  })

  test('that was damaged on its way says so', () => {
    const bytes = image()
    bytes[30] = (bytes[30] ?? 0) ^ 1
    expect(readArmModule(bytes)).toMatchObject({ crc32Valid: false, sha256Valid: false, isTinker: false })
  })

  test.each([0x184, 0x200])('may begin with %i bytes of vectors', offset => {
    const bytes = image({ offset, fn: 4 })
    expect(readArmModule(bytes)).toMatchObject({ function: 'system-part', platformId: 6, crc32Valid: true })
  })

  test('that is cut short, and any other bytes, are none', () => {
    expect(readArmModule(image().subarray(0, -1))).toBeUndefined()
    expect(readArmModule(new Uint8Array())).toBeUndefined()
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), bytes => readArmModule(bytes) === undefined),
      { numRuns: 300 },
    )
  })
})
