import Particle from 'particle-api-js'
import Particle6 from 'particle-api-js-6'
import { describe, expect, test } from 'vitest'
import { realFirmware } from '../../firmware.ts'
import { deviceId, serve, testCloud } from '../support/cloud.ts'

const ID = deviceId(1)
const SOURCES = {
  'src/app.ino': Buffer.from('void setup() {}\nvoid loop() {}\n'),
  'project.properties': Buffer.from('name=blink\n'),
}

async function withDevice(Client: typeof Particle) {
  const { wasm } = await realFirmware()
  const world = await testCloud({ knownApps: { tinker: async () => wasm } })
  const device = await world.ownedDevice(world.admin, ID)
  const particle = new Client({ baseUrl: await serve(world.cloud) })
  return { world, device, particle, auth: world.cloud.defaults.user.token, program: Buffer.from(wasm) }
}

describe.for([
  ['12', Particle],
  ['6.5.0', Particle6],
] as const)('particle-api-js %s', { timeout: 60_000 }, ([, Client]) => {
  test('compileCode of what does not compile answers with the compiler’s words', async () => {
    const { particle, auth } = await withDevice(Client)
    const files = { 'app.ino': Buffer.from('void loop() { nothing(); }\n') }
    const { body } = await particle.compileCode({ files, platformId: 6, targetVersion: '2.3.1', auth })
    expect(body).toMatchObject({ ok: false, errors: [expect.stringContaining('/app.ino:1:15: error: ')] })
  })

  test('flashDevice of a device that is offline is an error with its words', async () => {
    const { particle, auth, world, device, program } = await withDevice(Client)
    device.disconnect()
    await world.clock.advance(0)
    const flashing = particle.flashDevice({ deviceId: ID, files: { 'a.bin': program }, auth })
    await expect(flashing).rejects.toMatchObject({ statusCode: 500, body: { errors: ['Request Timed Out'] } })
  })
})

test('particle-api-js 12: downloadFirmwareBinary, listBuildTargets, listDeviceOsVersions, getDeviceOsVersion', async () => {
  const { particle, auth } = await withDevice(Particle)
  const { body } = await particle.compileCode({ files: SOURCES, platformId: 6, auth })
  const binary = await particle.downloadFirmwareBinary({
    binaryId: (body as { binary_id: string }).binary_id,
    auth,
  })
  expect(
    Buffer.from(binary as Buffer)
      .subarray(0, 4)
      .toString('latin1'),
  ).toBe('\0asm')
  const targets = await particle.listBuildTargets({ onlyFeatured: true, auth })
  expect(targets.body).toMatchObject({ default_versions: { 6: '2.3.1' } })
  const versions = await particle.listDeviceOsVersions({ platformId: 6, perPage: 100, auth })
  expect(versions.body).toMatchObject({ versions: [{ version: '2.3.1' }] })
  const version = await particle.getDeviceOsVersion({ version: '2.3.1', platformId: 6, auth })
  expect(version.body).toMatchObject({ version: '2.3.1', internal_version: 2302 })
})

/** What only the older version has. */
interface Older {
  flashTinker(options: { deviceId: string; auth: string }): Promise<{ body: unknown }>
  changeProduct(options: { deviceId: string; productId: number; auth: string }): Promise<{ body: unknown }>
}

test('particle-api-js 6.5.0: flashTinker, changeProduct', async () => {
  const { particle, auth, world, device, program } = await withDevice(Particle6)
  const older = particle as unknown as Older
  expect((await older.flashTinker({ deviceId: ID, auth })).body).toEqual({ id: ID, status: 'Update started' })
  await world.clock.advance(10_000)
  expect(Buffer.from(device.updates.image ?? [])).toEqual(program)
  const { body } = await older.changeProduct({ deviceId: ID, productId: 10_001, auth })
  expect(body).toMatchObject({ id: ID, product_id: 10_001 })
})
