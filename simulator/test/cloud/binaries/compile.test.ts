import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadFirmware } from '@particle-setup/device-os-wasm/compile'
import type { Response } from 'supertest'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { type TestCloud, testCloud } from '../support/cloud.ts'
import { upload } from '../support/upload.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const BLINK = { 'src/app.ino': 'void setup() {}\nvoid loop() {}\n', 'project.properties': 'name=blink\n' }
const BROKEN = { ...BLINK, 'src/app.ino': 'void setup() {}\nvoid loop() {\n    beep();\n}\n' }

function compile(
  files: Record<string, string>,
  fields: Record<string, string> = { platform_id: '6', latest: 'true' },
  as = world.admin,
): PromiseLike<Response> {
  return upload(world.http.post('/v1/binaries').set(as), files, fields)
}

/** A whole response's bytes, whatever type it states. */
function download(path: string, as = world.admin): PromiseLike<Response> {
  return world.http
    .get(path)
    .set(as)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = []
      res.on('data', chunk => chunks.push(chunk))
      res.on('end', () => done(null, Buffer.concat(chunks)))
    })
}

describe('POST /v1/binaries', { timeout: 60_000 }, () => {
  test('compiles, says for how long it keeps the program and what it takes, and gives it out', async () => {
    const { status, body } = await compile(BLINK)
    expect(status).toBe(200)
    expect(body).toEqual({
      ok: true,
      binary_id: expect.stringMatching(/^[0-9a-f]{24}$/),
      binary_url: `/v1/binaries/${body.binary_id}`,
      build_target_version: '2.3.1',
      expires_at: new Date(world.clock.unixMs() + 86_400_000).toISOString(),
      sizeInfo: expect.stringMatching(/^ +text\t +data\t +bss\t +dec\t +hex\tfilename\n/),
    })
    const { status: found, headers, body: bytes } = await download(body.binary_url)
    expect(found).toBe(200)
    expect(headers['content-type']).toBe('application/binary')
    expect(headers['content-disposition']).toBe('attachment; filename=firmware.bin')

    const { size } = await loadFirmware(bytes)
    const [text, data, bss, dec, hex] = body.sizeInfo.split('\n')[1].trim().split(/\s+/)
    expect([text, data, bss].map(Number)).toEqual([size.textBytes, size.dataBytes, size.bssBytes])
    expect(Number(dec)).toBe(size.textBytes + size.dataBytes + size.bssBytes)
    expect(Number.parseInt(hex, 16)).toBe(Number(dec))
  })

  test('answers 200 when it does not compile, with the sentence that clients compare and the file as it was sent', async () => {
    const { status, body } = await compile(BROKEN)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      ok: false,
      output: 'Compiler timed out or encountered an error',
      stdout: '',
    })
    expect(body.errors).toHaveLength(1)
    expect(body.errors[0]).toContain('make -C ../modules/photon/user-part all\n')
    expect(body.errors[0]).toMatch(/^\/src\/app\.ino:3:5: error: .*beep/m)
  })

  test.each([
    ['file, file1, …', (index: number) => (index === 0 ? 'file' : `file${index}`)],
    ['file, file2, …', (index: number) => (index === 0 ? 'file' : `file${index + 1}`)],
    ['all the same', () => 'file'],
    ['anything', (index: number) => `source-${index}`],
  ])('takes parts that are called %s', async (_names, partName) => {
    const request = world.http.post('/v1/binaries').set(world.admin)
    const { body } = await upload(request, BLINK, { platform_id: '6' }, partName)
    expect(body.ok).toBe(true)
  })

  test.each([
    ['.\\src\\app.ino', '.\\project.properties'],
    ['./src/app.ino', './project.properties'],
    ['/src/app.ino', '/project.properties'],
  ])('takes %s for what it is', async (source, properties) => {
    const { body } = await compile({ [source]: BLINK['src/app.ino'], [properties]: 'name=blink\n' })
    expect(body.errors?.[0]).toBeUndefined()
    expect(body.ok).toBe(true)
  })

  test.each(['2.3.1', 'latest', '0.7.0', '1.5.2', '3.3.1', 'v2.0.0-rc.1', ''])(
    'compiles against 2.3.1 for who asks for %j, and says so',
    async asked => {
      const { body } = await compile(BLINK, { platform_id: '6', build_target_version: asked })
      expect(body).toMatchObject({ ok: true, build_target_version: '2.3.1' })
    },
  )

  test.each<[string, Record<string, string>, Record<string, string>, string]>([
    [
      'a version that no Photon has',
      BLINK,
      { build_target_version: '5.0.0' },
      'Invalid build target version 5.0.0',
    ],
    [
      'a version that is none',
      BLINK,
      { build_target_version: 'newest' },
      'Invalid build target version newest',
    ],
    ['another platform', BLINK, { platform_id: '13' }, 'Platform 13 is not supported'],
    ['no sources', { 'README.md': '# Hello' }, {}, 'has no sources'],
    ['a path out of the project', { '../app.ino': 'void loop() {}' }, {}, '"../app.ino"'],
    [
      'a library that nobody has',
      { ...BLINK, 'project.properties': 'dependencies.Nothing=1.2.3\n' },
      {},
      'depends on the library Nothing@1.2.3, which the catalogue does not have',
    ],
  ])('says in the way of a compile error what is wrong with %s', async (_what, files, fields, text) => {
    const { status, body } = await compile(files, fields)
    expect([status, body.ok, body.output]).toEqual([200, false, 'Compiler timed out or encountered an error'])
    expect(body.errors[0]).toContain(text)
  })

  test('takes a library that the project names from the catalogue', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'particle-setup-libraries-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await mkdir(join(folder, 'Seven', 'src'), { recursive: true })
    const facts = 'name=Seven\nversion=1.0.7\nauthor=A\nsentence=Says seven\n'
    await writeFile(join(folder, 'Seven', 'library.properties'), facts)
    await writeFile(join(folder, 'Seven', 'src', 'Seven.h'), 'inline int seven() { return 7; }\n')
    world = await testCloud({ libraryDirs: [folder] })

    const app = '#include "Seven.h"\nvoid setup() { seven(); }\nvoid loop() {}\n'
    const project = (version: string) => ({
      'src/app.ino': app,
      'project.properties': `dependencies.Seven=${version}\n`,
    })
    expect((await compile(project('1.0.7'))).body.ok).toBe(true)
    const { body } = await compile(project('2.0.0'))
    expect(body.errors[0]).toContain('depends on the library Seven@2.0.0')
  })

  test('says what is missing when nothing is sent', async () => {
    const { status, body } = await world.http.post('/v1/binaries').set(world.admin).send({ platform_id: 6 })
    expect([status, body]).toEqual([
      422,
      { ok: false, error: 'No sources: send them as multipart/form-data' },
    ])
  })
})

describe('GET /v1/binaries/:binary', { timeout: 60_000 }, () => {
  test('is for who had it compiled, for a day', async () => {
    const { body } = await compile(BLINK)
    const ann = await world.customer('ann@x.y')
    expect((await download(body.binary_url, ann)).status).toBe(404)
    await world.clock.advance(86_400_000 - 1)
    expect((await download(body.binary_url)).status).toBe(200)
    await world.clock.advance(1)
    expect((await download(body.binary_url)).status).toBe(404)
  })

  test('knows nothing of other ids', async () => {
    const { status, body } = await world.http.get('/v1/binaries/nothing').set(world.admin)
    expect([status, body.ok]).toEqual([404, false])
  })
})
