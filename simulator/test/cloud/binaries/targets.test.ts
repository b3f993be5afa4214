import { beforeEach, expect, test } from 'vitest'
import { type TestCloud, testCloud } from '../support/cloud.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const get = (path: string) => world.http.get(path).set(world.admin)

test('GET /v1/build_targets names what can be compiled against', async () => {
  expect((await get('/v1/build_targets?featured=true')).body).toEqual({
    targets: [{ platforms: [6], prereleases: [], firmware_vendor: 'Particle', version: '2.3.1' }],
    platforms: { Photon: 6 },
    default_versions: { '6': '2.3.1' },
  })
})

const VERSION = { version: '2.3.1', release_state: 'released', internal_version: 2302 }

test('GET /v1/device-os/versions lists what `particle compile --target` takes', async () => {
  const { body } = await get('/v1/device-os/versions?platform_id=6&per_page=100')
  expect(body.versions).toMatchObject([VERSION])
  expect((await get('/v1/device-os/versions?platform_id=13')).body).toEqual({ versions: [] })
})

test.each(['2.3.1', 'latest', '2302'])('GET /v1/device-os/versions/%s', async version => {
  expect((await get(`/v1/device-os/versions/${version}?platform_id=6`)).body).toMatchObject(VERSION)
})

test.each(['1.5.2?platform_id=6', '2.3.1?platform_id=13'])(
  'GET /v1/device-os/versions/%s: 404',
  async version => {
    const { status, body } = await get(`/v1/device-os/versions/${version}`)
    expect([status, body.ok]).toEqual([404, false])
  },
)
