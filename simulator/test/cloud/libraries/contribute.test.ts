import { beforeEach, describe, expect, test } from 'vitest'
import { createInProcessBackplane } from '../../../src/cloud/index.ts'
import { readArchive, writeArchive } from '../../../src/cloud/libraries/archive.ts'
import { type TestCloud, testCloud } from '../support/cloud.ts'
import { libraryArchive, libraryFiles, upload } from './support.ts'

let world: TestCloud
let ann: { Authorization: string }
beforeEach(async () => {
  world = await testCloud()
  ann = await world.customer('ann@x.y')
})

const get = (path: string, as = world.admin) => world.http.get(path).set(as)
const publish = (name: string, as = world.admin) =>
  world.http.patch(`/v1/libraries/${name}`).set(as).send({ visibility: 'public' })
const messages = (body: { errors: { message: string }[] }): string[] =>
  body.errors.map(({ message }) => message)

describe('a library that is uploaded', () => {
  test('is its owner’s alone, until it is published', async () => {
    const uploaded = await upload(world, world.admin, await libraryArchive())
    expect(uploaded.status).toBe(201)
    expect(uploaded.body.data).toMatchObject({
      id: 'Blinker',
      attributes: { version: '1.0.0', visibility: 'private', mine: true, verified: false },
    })
    expect((await get('/v1/libraries/blinker', ann)).status).toBe(404)

    const published = await publish('blinker')
    expect(published.status).toBe(200)
    expect(published.body.data.attributes).toMatchObject({ visibility: 'public', mine: true })
    expect((await get('/v1/libraries/BLINKER', ann)).body.data.attributes).toMatchObject({ mine: false })
  })

  test('has versions, of which the newest is the one that is meant', async () => {
    await upload(world, world.admin, await libraryArchive({ version: '1.9.0' }))
    await publish('Blinker')
    await upload(world, world.admin, await libraryArchive({ version: '1.10.0' }))
    const versions = async (as: { Authorization: string }) =>
      (await get('/v1/libraries/Blinker/versions', as)).body.data.map(
        (each: { attributes: { version: string } }) => each.attributes.version,
      )
    expect(await versions(world.admin)).toEqual(['1.9.0', '1.10.0'])
    expect(await versions(ann)).toEqual(['1.9.0'])
    const latest = async (query: string, as: { Authorization: string }) =>
      (await get(`/v1/libraries/Blinker${query}`, as)).body.data.attributes.version
    expect(await latest('', world.admin)).toBe('1.10.0')
    expect(await latest('?version=latest', ann)).toBe('1.9.0')
    expect(await latest('?version=1.9.0', world.admin)).toBe('1.9.0')
    expect(await latest('?version=', ann)).toBe('1.9.0')
  })

  test('must be newer than what is public, but may replace what is not', async () => {
    await upload(world, world.admin, await libraryArchive({ version: '1.0.1' }))
    expect((await upload(world, world.admin, await libraryArchive({ version: '1.0.1' }))).status).toBe(201)
    expect((await get('/v1/libraries/Blinker/versions')).body.data).toHaveLength(1)
    const older = await upload(world, world.admin, await libraryArchive({ version: '1.0.0' }))
    expect(messages(older.body)).toEqual([
      'This version is not valid. Version must be greater than or equal to 1.0.1',
    ])
    await publish('Blinker')
    const again = await upload(world, world.admin, await libraryArchive({ version: '1.0.1' }))
    expect(again.status).toBe(400)
    expect(messages(again.body)).toEqual([
      'This version is not valid. Version must be greater than or equal to 1.0.2',
    ])
  })

  test('keeps its name from others', async () => {
    await upload(world, world.admin, await libraryArchive())
    const stolen = await upload(world, ann, await libraryArchive({ name: 'BLINKER', version: '2.0.0' }))
    expect(stolen.status).toBe(403)
    expect(messages(stolen.body)).toEqual(['Library BLINKER belongs to someone else'])
  })

  test('is told all that is wrong with it', async () => {
    const files = libraryFiles({ name: 'No good', version: 'one', author: '' })
    files.delete('src/Blinker.h')
    const { status, body } = await upload(world, world.admin, await writeArchive(files))
    expect(status).toBe(400)
    expect(messages(body)).toEqual([
      "author can't be blank",
      'name must only contain letters, numbers, dashes, underscores and plus signs',
      'version must be formatted like 1.0.0',
      'main header is missing',
    ])
  })

  test('needs its properties, an archive, and the name that it is sent to', async () => {
    const without = await upload(world, world.admin, await writeArchive(new Map([['a.h', Buffer.from('')]])))
    expect([without.status, messages(without.body)]).toEqual([400, ['library is missing library.properties']])
    const nothing = await world.http.post('/v1/libraries').set(world.admin)
    expect([nothing.status, messages(nothing.body)]).toEqual([
      400,
      ['Send the library as a file, archive.tar.gz'],
    ])
    const elsewhere = await world.http
      .post('/v1/libraries/Other')
      .set(world.admin)
      .attach('archive', await libraryArchive(), 'library.tar.gz')
    expect([elsewhere.status, messages(elsewhere.body)]).toEqual([400, ['name is Blinker, not Other']])
  })

  test('is deleted by its owner, with force once others may use it', async () => {
    await upload(world, world.admin, await libraryArchive())
    await publish('Blinker')
    const path = '/v1/libraries/Blinker'
    expect((await world.http.delete(path).set(ann)).status).toBe(403)
    expect((await world.http.delete(path).set(world.admin).send({})).status).toBe(400)
    const forced = await world.http.delete(path).set(world.admin).send({ force: 'true' })
    expect(forced).toMatchObject({ status: 200, body: { data: { id: 'Blinker' } } })
    expect((await get(path)).status).toBe(404)
    expect((await upload(world, ann, await libraryArchive())).status).toBe(201)
  })

  test('is published once', async () => {
    await upload(world, world.admin, await libraryArchive())
    expect((await publish('Blinker', ann)).status).toBe(404)
    await publish('Blinker')
    expect((await publish('Blinker')).status).toBe(400)
    expect((await publish('Blinker', ann)).status).toBe(403)
    const bad = await world.http.patch('/v1/libraries/Blinker').set(world.admin).send({ visibility: 'x' })
    expect(bad.status).toBe(400)
  })

  test('is there on every node, and after a restart', async () => {
    const backplane = createInProcessBackplane()
    const first = await testCloud({ backplane })
    await upload(first, first.admin, await libraryArchive())
    await first.cloud.close()
    const second = await testCloud({ backplane })
    const { body } = await second.http.get('/v1/libraries/Blinker').set(second.admin)
    const archive = await second.http.get(pathOf(body.data.links.download)).responseType('blob')
    expect(await readArchive(archive.body)).toEqual(libraryFiles())
  })
})

describe('the download', () => {
  test('asks for no token, and counts', async () => {
    const { body } = await upload(world, world.admin, await libraryArchive())
    await publish('Blinker')
    const path = pathOf(body.data.links.download).replace(/\?.*/, '')
    const answer = await world.http.get(path).responseType('blob')
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/gzip',
      'content-disposition': 'attachment; filename="Blinker-1.0.0.tar.gz"',
      etag: expect.stringMatching(/^"[0-9a-f]{40}"$/),
    })
    expect(answer.body).toEqual(await libraryArchive())

    const known = await world.http.get(path).set('If-None-Match', String(answer.headers['etag']))
    expect(known.status).toBe(304)
    await world.http.head(path)
    expect((await get('/v1/libraries/Blinker')).body.data.attributes.installs).toBe(1)
  })

  test('of a private version opens to its link alone', async () => {
    const { body } = await upload(world, world.admin, await libraryArchive())
    const path = pathOf(body.data.links.download)
    expect((await world.http.get(path)).status).toBe(200)
    expect((await world.http.get(path.replace(/token=.*/, 'token=0'))).status).toBe(404)
    expect((await world.http.get(path.replace(/\?.*/, ''))).status).toBe(404)
  })

  test.each(['9.9.9.tar.gz', 'latest.tar.gz', '1.0.0.zip', '..%2f1.0.0.tar.gz'])(
    'of %s is not found',
    async name => {
      await upload(world, world.admin, await libraryArchive())
      await publish('Blinker')
      expect((await world.http.get(`/v1/libraries/Blinker/archives/${name}`)).status).toBe(404)
    },
  )
})

function pathOf(link: string): string {
  const { pathname, search } = new URL(link)
  return pathname + search
}
