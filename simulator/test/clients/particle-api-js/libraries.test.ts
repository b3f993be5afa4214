import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { libraryArchive } from '../../cloud/libraries/support.ts'
import { signedIn, VERSIONS } from './clients.ts'

describe.for(VERSIONS)('particle-api-js %s', ([, Client]) => {
  test('contributeLibrary, publishLibrary, listLibraries, getLibrary, getLibraryVersions, deleteLibrary', async () => {
    const { particle, auth } = await signedIn(Client)
    for (const version of ['1.0.0', '1.1.0']) {
      const { body } = await particle.contributeLibrary({ archive: await libraryArchive({ version }), auth })
      expect(body).toMatchObject({ data: { type: 'libraries', id: 'Blinker', attributes: { version } } })
    }
    const name = 'Blinker'
    const published = await particle.publishLibrary({ name, auth })
    expect(published.body).toMatchObject({ data: { attributes: { visibility: 'public' } } })

    const found = await particle.listLibraries({ filter: 'blink', auth })
    expect(found.body).toMatchObject({ data: [{ id: name, attributes: { version: '1.1.0' } }] })
    const one = await particle.getLibrary({ name: 'blinker', version: '1.0.0', auth })
    expect(one.body).toMatchObject({ data: { id: name, attributes: { version: '1.0.0' } } })
    const versions = await particle.getLibraryVersions({ name, auth })
    expect(versions.body.data).toHaveLength(2)

    const uri = Object(found.body.data[0]).links.download
    // The older version calls it `url`.
    const archive = await particle.downloadFile({ uri, ...{ url: uri } })
    expect(gunzipSync(archive as Buffer).includes('library.properties')).toBe(true)

    await particle.deleteLibrary({ name, force: 'yes', auth })
    await expect(particle.getLibrary({ name, auth })).rejects.toMatchObject({
      statusCode: 404,
      body: { errors: [{ message: 'Library Blinker not found' }] },
    })
  })
})

test('particle-api-js 12 has a client that does more of it at once', async () => {
  const { particle, auth } = await signedIn()
  const client = particle.client({ auth })
  await client.contributeLibrary(await libraryArchive())
  const [library] = await client.libraries({ filter: 'blink' })
  expect(library).toMatchObject({ name: 'Blinker', version: '1.0.0' })
  expect(gunzipSync((await library?.download()) as Buffer).includes('Blinker.cpp')).toBe(true)
})
