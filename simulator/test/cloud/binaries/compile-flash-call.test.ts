import { run } from '@particle-setup/device-os-wasm/run'
import { expect, onTestFinished, test } from 'vitest'
import { createFlash, createPhoton, type Photon, ProgramStore } from '../../../src/photon/index.ts'
import { createAir, createFaults, createRandom } from '../../../src/world/index.ts'
import { realFirmware } from '../../firmware.ts'
import { HOME } from '../../photon/support/desk.ts'
import { serve, type TestCloud, testCloud } from '../support/cloud.ts'
import { openStream } from '../support/event-stream.ts'
import { upload } from '../support/upload.ts'

const HELLO = {
  'project.properties': 'name=hello\n',
  'src/hello.ino': [
    'int greet(String who) { return who.length(); }',
    'void setup() { Particle.function("greet", greet); }',
    'void loop() {}',
  ].join('\n'),
}

/** A Photon that runs this repository's firmware, online and the developer's. */
async function claimedPhoton(world: TestCloud): Promise<Photon> {
  const firmware = await realFirmware()
  const random = createRandom('photon')
  const { clock } = world
  const flash = createFlash({ random })
  flash.storeNetwork(HOME)
  flash.setClaimCode(Buffer.from(await world.claimCode(world.admin)))
  const programs = new ProgramStore()
  const photon = createPhoton({
    world: { clock, random, air: createAir({ random }), faults: createFaults() },
    flash,
    programs,
    firmware: async (board, bytes) => run(bytes === undefined ? firmware : await programs.open(bytes), board),
    firmwareSha256: firmware.sha256,
    connectToCloud: world.cloud.connectDevice,
    softap: false,
  })
  onTestFinished(() => photon.close())
  await photon.powerOn()
  await clock.advance(15_000)
  return photon
}

test('sources become a binary, the binary an update, and the Photon answers with the new function', {
  timeout: 120_000,
}, async () => {
  const world = await testCloud()
  const { http, admin, clock } = world
  const { id } = await claimedPhoton(world)
  const device = async () => (await http.get(`/v1/devices/${id}`).set(admin)).body
  expect((await device()).functions).toContain('toggleStream')
  const stream = await openStream(`${await serve(world.cloud)}/v1/devices/events`, admin)

  const compiled = await upload(http.post('/v1/binaries').set(admin), HELLO, { platform_id: '6' })
  expect(compiled.body.ok).toBe(true)
  const binary = await http.get(compiled.body.binary_url).set(admin).responseType('blob')
  const flashed = await upload(http.put(`/v1/devices/${id}`).set(admin), { '/tmp/hello.bin': binary.body })
  expect(flashed.body).toEqual({ id, status: 'Update started' })

  await clock.advance(20_000)
  expect(await device()).toMatchObject({ online: true, functions: ['greet'] })
  const call = await clock.advanceUntil(
    Promise.resolve(http.post(`/v1/devices/${id}/greet`).set(admin).send({ args: 'world' })),
  )
  expect(call.body.return_value).toBe(5)

  await expect
    .poll(() =>
      stream
        .events()
        .filter(({ name }) => name !== 'sensor')
        .map(({ name, body }) => `${name}: ${body['data']}`),
    )
    .toEqual([
      'spark/flash/status: started ',
      'spark/flash/status: success ',
      'spark/status: offline',
      'spark/status: online',
      expect.stringMatching(/^spark\/device\/app-hash: [0-9A-F]{64}$/),
      'spark/device/last_reset: update',
      'particle/device/updates/enabled: true',
      'particle/device/updates/forced: false',
    ])
  expect(world.failures).toEqual([])
})
