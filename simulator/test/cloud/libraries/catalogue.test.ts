import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { type TestCloud, testCloud } from '../support/cloud.ts'
import { libraryArchive, libraryFiles, libraryFolder, upload } from './support.ts'

let world: TestCloud
let ann: { Authorization: string }
beforeEach(async () => {
  const directory = await libraryFolder({
    OneWire: libraryFiles({
      name: 'OneWire',
      version: '2.1.0',
      architectures: 'particle-photon, particle-argon',
    }),
    Sparse: new Map([['library.properties', Buffer.from('# says nothing\nname=Sparse Library\n')]]),
    notes: new Map([['README.md', Buffer.from('no library')]]),
  })
  world = await testCloud({ libraryDirs: [directory] })
  ann = await world.customer('ann@x.y')
})

const get = async (path: string, as = world.admin) => (await world.http.get(path).set(as)).body
const names = async (query: string, as = world.admin): Promise<string[]> => {
  const { data } = await get(`/v1/libraries?${query}`, as)
  return data.map((library: { id: string }) => library.id)
}
const publish = (name: string, as = world.admin) =>
  world.http.patch(`/v1/libraries/${name}`).set(as).send({ visibility: 'public' })

describe('a library in a folder of the cloud', () => {
  test('is everybody’s, by its name in any case', async () => {
    const answer = await world.http.get('/v1/libraries/onewire').set(ann)
    expect(answer.status).toBe(200)
    expect(answer.body.data).toEqual({
      type: 'libraries',
      id: 'OneWire',
      links: {
        download: expect.stringMatching(
          /^http:\/\/127\.0\.0\.1:\d+\/v1\/libraries\/OneWire\/archives\/2\.1\.0\.tar\.gz$/,
        ),
      },
      attributes: {
        name: 'OneWire',
        version: '2.1.0',
        installs: 0,
        license: '',
        author: 'Ann',
        sentence: 'Blinks.',
        paragraph: '',
        category: '',
        url: '',
        repository: '',
        architectures: ['particle-photon', 'particle-argon'],
        visibility: 'public',
        official: false,
        verified: true,
        mine: false,
      },
    })
  })

  test('goes by its folder’s name and version 0.0.0 where it does not say', async () => {
    expect(await names('')).toEqual(['OneWire', 'Sparse'])
    expect((await get('/v1/libraries/sparse')).data.attributes).toMatchObject({
      version: '0.0.0',
      author: '',
    })
  })

  test('cannot be replaced, published or deleted', async () => {
    const error = { errors: [{ message: expect.stringContaining('lies in a folder of this cloud') }] }
    const uploaded = await upload(
      world,
      world.admin,
      await libraryArchive({ name: 'onewire', version: '3.0.0' }),
    )
    expect(uploaded).toMatchObject({ status: 403, body: error })
    expect(await publish('OneWire')).toMatchObject({ status: 403, body: error })
    const deleted = await world.http.delete('/v1/libraries/OneWire').set(world.admin)
    expect(deleted).toMatchObject({ status: 403, body: error })
  })

  test('is read from a folder that there must be', async () => {
    await expect(testCloud({ libraryDirs: ['/no/such/folder'] })).rejects.toMatchObject({
      code: 'library-folder',
      path: '/no/such/folder',
    })
  })

  test('may be the firmware’s own', async () => {
    const lib = join(import.meta.dirname, '../../../../firmware/lib')
    const { http, admin } = await testCloud({ libraryDirs: [lib] })
    const { body } = await http.get('/v1/libraries/photonstream').set(admin)
    expect(body.data).toMatchObject({
      id: 'PhotonStream',
      attributes: {
        version: '0.1.0',
        license: 'MIT',
        author: expect.stringMatching(/./),
        sentence: expect.stringMatching(/^Samples a sensor/),
        architectures: ['*'],
      },
    })
  })
})

describe('the list', () => {
  beforeEach(async () => {
    for (const name of ['Delta', 'Alpha', 'Charlie']) {
      await upload(
        world,
        world.admin,
        await libraryArchive({ name, category: name === 'Alpha' ? 'Sensors' : 'Other' }),
      )
      await world.clock.advance(1_000)
    }
    await publish('Alpha')
  })

  test('has what is public, and what is the caller’s own', async () => {
    expect(await names('sort=name')).toEqual(['Alpha', 'Charlie', 'Delta', 'OneWire', 'Sparse'])
    expect(await names('sort=name', ann)).toEqual(['Alpha', 'OneWire', 'Sparse'])
  })

  test.each([
    ['filter=l&sort=name', ['Alpha', 'Charlie', 'Delta']],
    ['filter=ONEW', ['OneWire']],
    ['scope=mine&sort=name', ['Alpha', 'Charlie', 'Delta']],
    ['scope=private&sort=-name', ['Delta', 'Charlie']],
    ['scope=public&sort=name', ['Alpha', 'OneWire', 'Sparse']],
    ['scope=verified&sort=name', ['OneWire', 'Sparse']],
    ['scope=official', []],
    ['scope=all&excludeScopes=mine,official', ['OneWire', 'Sparse']],
    [
      'scope=nonsense&sort=constructor,name&excludeScopes=toString',
      ['Alpha', 'Charlie', 'Delta', 'OneWire', 'Sparse'],
    ],
    ['category=sensors', ['Alpha']],
    ['architectures=core&scope=verified', ['Sparse']],
    ['architectures=photon&scope=verified', ['OneWire', 'Sparse']],
    ['architectures=*&scope=verified', ['OneWire', 'Sparse']],
    ['scope=mine&sort=-date', ['Charlie', 'Alpha', 'Delta']],
    ['sort=official,verified,popularity,name', ['OneWire', 'Sparse', 'Alpha', 'Charlie', 'Delta']],
    ['sort=name&limit=2', ['Alpha', 'Charlie']],
    ['sort=name&limit=2&page=3', ['Sparse']],
    ['sort=name&limit=2&page=4', []],
    ['sort=name&limit=-1&page=x', ['Alpha', 'Charlie', 'Delta', 'OneWire', 'Sparse']],
  ])('of %s', async (query, expected) => {
    expect(await names(query)).toEqual(expected)
  })

  test('has ten on a page, unless it is told otherwise', async () => {
    for (let i = 0; i < 10; i++)
      await upload(world, world.admin, await libraryArchive({ name: `Library${i}` }))
    expect(await names('')).toHaveLength(10)
    expect(await names('limit=1000')).toHaveLength(15)
  })
})

test('a library that nobody has is not found, in those words', async () => {
  for (const path of [
    '/v1/libraries/Nothing',
    '/v1/libraries/Nothing/versions',
    '/v1/libraries/OneWire?version=9.9.9',
  ]) {
    const { status, body } = await world.http.get(path).set(world.admin)
    const name = path.includes('OneWire') ? 'OneWire' : 'Nothing'
    expect([status, body]).toEqual([404, { errors: [{ message: `Library ${name} not found` }] }])
  }
})
