import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { Header, type HeaderData } from 'tar'
import { describe, expect, test } from 'vitest'
import { readArchive, writeArchive } from '../../../src/cloud/libraries/archive.ts'
import { LibraryError } from '../../../src/cloud/libraries/errors.ts'

/** An archive as a stranger may write it, with whatever its headers say. */
function archiveOf(...entries: (Partial<HeaderData> & { content?: string })[]): Buffer {
  const blocks = entries.flatMap(({ content = '', ...facts }) => {
    const header = new Header({ type: 'File', mode: 0o644, size: Buffer.byteLength(content), ...facts })
    header.encode()
    const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512)
    body.write(content)
    return [header.block ?? Buffer.alloc(512), body]
  })
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]))
}

describe('an archive', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_äß-]{0,30}$/)
  const path = fc.array(name, { minLength: 1, maxLength: 6 }).map(names => ['src', ...names, 'x.h'].join('/'))

  test('gives back the files that it was made of', async () => {
    const files = fc.dictionary(path, fc.uint8Array({ maxLength: 2_000 }), { minKeys: 1 })
    await fc.assert(
      fc.asyncProperty(files, async record => {
        const read = await readArchive(await writeArchive(new Map(Object.entries(record))))
        expect(
          Object.fromEntries([...read].map(([each, content]) => [each, new Uint8Array(content)])),
        ).toEqual({
          ...record,
        })
      }),
      { numRuns: 50 },
    )
  })

  test('is the same whatever order its files came in', async () => {
    const [a, b] = [['a', Buffer.from('1')] as const, ['b', Buffer.from('2')] as const]
    expect(await writeArchive(new Map([a, b]))).toEqual(await writeArchive(new Map([b, a])))
  })

  test('is one that other readers of tar take, long names included', async () => {
    const long = `src/${'long-'.repeat(40)}/x.h`
    const archive = await writeArchive(new Map([[long, Buffer.from('x')]]))
    expect(gunzipSync(archive).length % 512).toBe(0)
    expect([...(await readArchive(archive)).keys()]).toEqual([long])
  })

  test('may name its folders, and begin every path with ./', async () => {
    const archive = archiveOf(
      { path: './', type: 'Directory' },
      { path: './src/', type: 'Directory' },
      { path: './src/a.h', content: 'a' },
    )
    expect([...(await readArchive(archive))]).toEqual([['src/a.h', Buffer.from('a')]])
  })
})

describe('an archive is refused', () => {
  const refused = (archive: Buffer) => expect(readArchive(archive)).rejects.toThrow(LibraryError)

  const plain = fc.stringMatching(/^[a-z]{1,8}$/)
  const hostile = fc.oneof(
    fc.tuple(fc.array(plain), fc.array(plain)).map(([a, b]) => [...a, '..', ...b].join('/')),
    plain.map(name => `/${name}`),
    plain.map(name => `//${name}`),
    plain.map(name => `src//${name}`),
    plain.map(name => `..\\${name}`),
    plain.map(name => `C:\\${name}`),
    plain.map(name => `C:/${name}`),
    plain.map(name => `src/${name}\n`),
    plain.map(name => `src/\u0007${name}`),
    plain.map(name => `src/./${name}`),
    plain.map(name => `${name}/__proto__`),
    plain.map(name => `${name}. `),
  )

  test('when any of its paths leads out of it or is none', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, fc.constantFrom('File', 'Directory'), async (path, type) => {
        await refused(archiveOf({ path: 'src/a.h', content: 'a' }, { path, type, content: '' }))
      }),
    )
  })

  test.each(['SymbolicLink', 'Link', 'FIFO', 'CharacterDevice', 'BlockDevice'] as const)(
    'when it holds a %s',
    async type => {
      await refused(archiveOf({ path: 'src/a.h', type, linkpath: '/etc/passwd' }))
    },
  )

  test('when a path is there twice, or is a file and a folder', async () => {
    await refused(archiveOf({ path: 'a', content: '1' }, { path: './a', content: '2' }))
    await refused(archiveOf({ path: 'a', content: '1' }, { path: 'a/b', content: '2' }))
  })

  test('when it unpacks to more than a library holds', async () => {
    await refused(gzipSync(Buffer.alloc(64 * 1024 * 1024)))
    await refused(archiveOf({ path: 'src/a.h', size: 11 * 1024 * 1024 }))
    await refused(archiveOf(...Array.from({ length: 1_001 }, (_, i) => ({ path: `src/${i}.h` }))))
  })

  test('when it is cut off, or nothing like an archive', async () => {
    const whole = await writeArchive(new Map([['src/a.h', Buffer.alloc(5_000, 'x')]]))
    await refused(gzipSync(gunzipSync(whole).subarray(0, 3_000)))
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4_000 }), async bytes => {
        await refused(Buffer.from(bytes))
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 4_000 }), async bytes => {
        const outcome = await readArchive(gzipSync(bytes)).catch((error: unknown) => error)
        if (outcome instanceof Map) expect([...outcome.keys()]).toEqual([])
        else expect(outcome).toBeInstanceOf(LibraryError)
      }),
    )
  })
})
