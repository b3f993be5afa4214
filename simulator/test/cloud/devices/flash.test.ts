import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { realFirmware } from '../../firmware.ts'
import { deviceId, PRODUCT, serve, type TestCloud, testCloud, timeOut } from '../support/cloud.ts'
import { openStream } from '../support/event-stream.ts'
import type { FakeDevice } from '../support/fake-device.ts'
import { upload } from '../support/upload.ts'

const BLINK = { 'src/app.ino': 'void setup() {}\nvoid loop() {}\n', 'project.properties': 'name=blink\n' }

let program: Uint8Array
let world: TestCloud
beforeAll(async () => {
  program = (await realFirmware()).wasm
}, 60_000)
beforeEach(async () => {
  world = await testCloud()
})

const put = (path = `/v1/devices/${deviceId(1)}`) => world.http.put(path).set(world.admin)
/** As 3.43.1 and later send it: the whole path of the user's disk as its name. */
const flash = (bytes: Uint8Array = program) =>
  upload(put(), { '/home/me/app.bin': bytes }, { latest: 'true' })
const imageOf = (device: FakeDevice): Buffer => Buffer.from(device.updates.image ?? [])

/** The bytes of the Tinker that particle-cli brings along for a platform. */
function particleTinker(platform: string, file: string): Uint8Array {
  const cli = dirname(createRequire(import.meta.url).resolve('particle-cli/package.json'))
  return readFileSync(join(cli, 'assets', 'knownApps', platform, 'tinker', file))
}

describe('PUT /v1/devices/:device with a program', () => {
  test('starts the update, and the device gets the bytes', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    const { status, body } = await flash()
    expect([status, body]).toEqual([200, { id: deviceId(1), status: 'Update started' }])
    await world.clock.advance(10_000)
    expect(imageOf(device)).toEqual(Buffer.from(program))
  })

  test('goes by what the file is, not by how it is called', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    const { body } = await upload(put(), { 'app.ino': program })
    expect(body.status).toBe('Update started')
    await world.clock.advance(10_000)
    expect(imageOf(device)).toEqual(Buffer.from(program))
  })

  test('goes the same way within a product', async () => {
    const claimed = await world.customer('ann@x.y')
    const device = await world.ownedDevice(claimed, deviceId(1))
    const { body } = await upload(put(`${PRODUCT}/devices/${deviceId(1)}`), { 'app.bin': program })
    expect(body).toEqual({ id: deviceId(1), status: 'Update started' })
    await world.clock.advance(10_000)
    expect(imageOf(device)).toEqual(Buffer.from(program))
  })

  test('of a device that is offline: 500 as recorded', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    device.disconnect()
    await world.clock.advance(0)
    const { status, body } = await flash()
    expect([status, body]).toEqual([500, { ok: false, code: 500, errors: ['Request Timed Out'] }])
  })

  test('of a device that says nothing: the same, after 10 s', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1), { answers: false })
    const { status, body } = await timeOut(
      world.clock,
      flash(),
      () => device.messages('updateBegin').length > 0,
    )
    expect([status, body.errors]).toEqual([500, ['Request Timed Out']])
  })

  test('of a device whose program has disabled updates: says so', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1), { updates: { accepts: false } })
    device.publish('particle/device/updates/enabled', 'false')
    await world.clock.advance(0)
    const { status, body } = await flash()
    expect(status).toBe(409)
    expect(body.errors).toEqual(['The device refuses updates: its program has disabled them'])
    const attributes = await world.http.get(`/v1/devices/${deviceId(1)}`).set(world.admin)
    expect(attributes.body.firmware_updates_enabled).toBe(false)
  })

  test('of a device that is being updated: only one at a time', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    await flash()
    const second = await flash()
    expect([second.status, second.body.errors]).toEqual([
      409,
      ['The device is being updated; wait for that to end'],
    ])
    await world.clock.advance(10_000)
    expect(device.messages('updateBegin')).toHaveLength(1)
    expect((await flash()).status).toBe(200)
  })

  test('that is larger than the device takes: says so, and asks nothing of the device', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    device.publish('spark/hardware/max_binary', '1000')
    await world.clock.advance(0)
    const { status, body } = await flash()
    expect(status).toBe(409)
    expect(body.errors[0]).toBe(`The program has ${program.length} bytes; the device takes 1000 at most`)
    expect(device.messages('updateBegin')).toEqual([])
  })

  test.each([
    ['tinker', 'argon', 'tinker-0.8.0-rc.27-argon.bin', 'an ARM image (user-part for platform 12)'],
    ['tinker', 'p1', 'tinker-0.4.5-p1.bin', 'an ARM image (user-part for platform 8)'],
  ])('that is %s of an %s: says what it is and what to do', async (_name, platform, file, text) => {
    await world.ownedDevice(world.admin, deviceId(1))
    const { status, body } = await upload(put(), { [file]: particleTinker(platform, file) })
    expect(status).toBe(415)
    expect(body.error).toContain(`${file} is ${text}`)
    expect(body.error).toContain('Flash its sources instead')
  })

  test.each<[string, Uint8Array, string]>([
    ['a zip archive', Buffer.from('PK\x03\x04 and more'), 'it is a zip archive'],
    [
      'WebAssembly of another kind',
      Buffer.from('\0asm\x01\0\0\0', 'latin1'),
      'it was not compiled by this package',
    ],
    ['nothing', new Uint8Array(), 'it is empty'],
  ])('that is %s: says so', async (_name, bytes, text) => {
    await world.ownedDevice(world.admin, deviceId(1))
    const { status, body } = await flash(bytes)
    expect([status, body.ok]).toEqual([415, false])
    expect(body.error).toContain(text)
  })
})

describe('PUT /v1/devices/:device with sources', { timeout: 60_000 }, () => {
  test('compiles them, and starts the update', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    const { status, body } = await upload(put(), BLINK, { latest: 'true' })
    expect([status, body]).toEqual([200, { ok: true, message: 'Update started' }])
    await world.clock.advance(10_000)
    expect(imageOf(device).subarray(0, 4).toString('latin1')).toBe('\0asm')
  })

  test('that do not compile: 200 as recorded, with the compiler’s words', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    const { status, body } = await upload(put(), { 'app.cpp': 'int x = nothing;\n' })
    expect(status).toBe(200)
    expect(body).toEqual({
      ok: false,
      output: "build didn't produce binary",
      stdout: '',
      errors: [expect.stringMatching(/^\/app\.cpp:1:9: error: /m)],
    })
    expect(device.messages('updateBegin')).toEqual([])
  })
})

describe('Tinker', () => {
  const tinker = async (): Promise<Uint8Array> => program

  test.each([
    ['app: "tinker", as particle-api-js 6 asks for it', () => put().send({ app: 'tinker' })],
    [
      'the ARM image that particle-cli sends for it',
      () => upload(put(), { 't.bin': particleTinker('photon', 'tinker-0.4.5-photon.bin') }),
    ],
  ])('is flashed for %s', async (_name, send) => {
    world = await testCloud({ knownApps: { tinker } })
    const device = await world.ownedDevice(world.admin, deviceId(1))
    expect((await send()).body).toEqual({ id: deviceId(1), status: 'Update started' })
    await world.clock.advance(10_000)
    expect(imageOf(device)).toEqual(Buffer.from(program))
  })

  test('is not to be had in a cloud that was started without it; no other app is', async () => {
    await world.ownedDevice(world.admin, deviceId(1))
    const absent = await put().send({ app: 'tinker' })
    expect([absent.status, absent.body.error]).toEqual([
      404,
      'Tinker is not available: this cloud was started without it',
    ])
    expect((await put().send({ app: 'doom' })).body.error).toBe('Unknown app doom: tinker is the only one')
  })
})

test('a device that was flashed says so when it is back: events in the order of Particle’s cloud', async () => {
  const notices: unknown[] = []
  world = await testCloud({ onNotice: (kind, facts) => kind === 'flash' && notices.push(facts) })
  const device = await world.ownedDevice(world.admin, deviceId(1), { appHash: 'A0' })
  const stream = await openStream(`${await serve(world.cloud)}/v1/devices/events`, world.admin)
  await flash()
  await world.clock.advance(10_000)
  device.disconnect()
  await world.clock.advance(0)
  const back = await world.device(deviceId(1), { hello: { updated: true }, appHash: 'B1' })
  back.publish('spark/device/last_reset', 'update')
  await world.clock.advance(0)
  await expect
    .poll(() => stream.events().map(({ name, body }) => `${name}: ${body['data']}`))
    .toEqual([
      'spark/flash/status: started ',
      'spark/flash/status: success ',
      'spark/status: offline',
      'spark/status: online',
      'spark/device/app-hash: B1',
      'spark/device/last_reset: update',
    ])
  expect(notices).toEqual([
    { device: deviceId(1), bytes: program.length, outcome: 'success', ms: expect.any(Number) },
  ])
})
