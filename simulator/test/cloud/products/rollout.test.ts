import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createInProcessBackplane } from '../../../src/cloud/backplane/index.ts'
import { deviceId, PRODUCT, type TestCloud, testCloud } from '../support/cloud.ts'
import type { FakeDevice, FakeDeviceOptions } from '../support/fake-device.ts'
import { upload } from '../support/upload.ts'
import { COMPILE_MS, firmwareFile } from './firmware-file.ts'

const ID = deviceId(1)

let world: TestCloud
let rollouts: object[]
let files: Record<number, Buffer>

beforeEach(async () => {
  rollouts = []
  world = await testCloud({
    onNotice: (kind, facts) => {
      if (kind === 'rollout') rollouts.push(facts)
    },
  })
  await world.http.post(`${PRODUCT}/devices`).set(world.admin).send({ id: ID })
  files = {}
  for (const version of [1, 2]) {
    const file = await firmwareFile(10001, version)
    files[version] = file
    const request = world.http.post(`${PRODUCT}/firmware`).set(world.admin)
    await upload(request, { 'firmware.bin': file }, { version: String(version) })
  }
}, COMPILE_MS)

const release = (body: object) => world.http.put(`${PRODUCT}/firmware/release`).set(world.admin).send(body)
const change = (body: object, id = ID) =>
  world.http.put(`${PRODUCT}/devices/${id}`).set(world.admin).send(body)

/** The version that it was sent whole. */
function taken({ updates: { image } }: FakeDevice): number | undefined {
  const found = Object.entries(files).find(([, file]) => image !== undefined && file.equals(image))
  return found && Number(found[0])
}

/** The device comes online with a firmware, and has the time to be updated. */
async function online(
  version: number,
  options: Partial<FakeDeviceOptions> = {},
  id = ID,
): Promise<FakeDevice> {
  const device = await world.device(id, { hello: { productId: 10001, productVersion: version }, ...options })
  await world.clock.advance(10_000)
  return device
}

describe('a device that comes online', () => {
  test('is updated to the default of its product, and then left alone', async () => {
    await release({ version: 2 })
    const before = await online(1)
    expect(taken(before)).toBe(2)
    expect(rollouts).toEqual([{ device: ID, product: 10001, version: 2, reply: 'started' }])
    const after = await online(2)
    expect(after.messages('updateBegin')).toEqual([])
  })

  test('is updated as soon as a claim code has brought it into the product', async () => {
    await release({ version: 2 })
    const ann = await world.customer('ann@x.y')
    const device = await online(0xffff, { hello: {}, claimCode: await world.claimCode(ann) }, deviceId(2))
    expect(taken(device)).toBe(2)
  })

  test('gets what its group gets, before the default', async () => {
    await change({ groups: ['beta'] })
    await release({ version: 1 })
    await release({ version: 2, groups: ['beta'] })
    expect(taken(await online(1))).toBe(2)
  })

  test('gets what it is locked to, before what is released; and no more once it is unlocked', async () => {
    await release({ version: 2 })
    await change({ desired_firmware_version: 1 })
    expect(taken(await online(2))).toBe(1)
    const unlocked = await change({ desired_firmware_version: null })
    expect(unlocked.body).toMatchObject({ id: ID, desired_firmware_version: null })
    expect(taken(await online(1))).toBe(2)
  })

  test('is left alone while it is a development device', async () => {
    await release({ version: 2 })
    await change({ development: true, desired_firmware_version: 1 })
    expect((await online(2)).messages('updateBegin')).toEqual([])
    await change({ development: false })
    expect(taken(await online(2))).toBe(1)
  })

  test('is left alone where nothing is released, and outside the product', async () => {
    expect((await online(1)).messages('updateBegin')).toEqual([])
    await release({ version: 2 })
    const other = await world.ownedDevice(world.admin, deviceId(2))
    await world.clock.advance(10_000)
    expect(other.messages('updateBegin')).toEqual([])
  })
})

describe('a device that does not become what it should', () => {
  test('is not flashed again when it took the firmware and states another version', async () => {
    await release({ version: 2 })
    expect(taken(await online(1))).toBe(2)
    for (let n = 0; n < 3; n++) expect((await online(1)).messages('updateBegin')).toEqual([])
    await release({ version: 1 })
    await release({ version: 2, product_default: false })
    await change({ desired_firmware_version: 2, flash: true })
    expect(rollouts).toHaveLength(2)
  })

  test('is tried again when it comes back after a failure, and given up after three', async () => {
    await release({ version: 2 })
    const tries: number[] = []
    for (let n = 0; n < 5; n++) {
      tries.push((await online(1, { updates: { result: 1 } })).messages('updateBegin').length)
    }
    expect(tries).toEqual([1, 1, 1, 0, 0])
  })

  test('is asked again as often as it refuses, and is not given up for that', async () => {
    await release({ version: 2 })
    for (let n = 0; n < 5; n++) await online(1, { updates: { accepts: false } })
    expect(rollouts).toHaveLength(5)
    expect(rollouts).toMatchObject([{ reply: 'refused' }, {}, {}, {}, {}])
    expect(taken(await online(1))).toBe(2)
  })

  test('is updated as soon as its program lets it', async () => {
    await release({ version: 2 })
    const updates = { accepts: false }
    const device = await online(1, { updates })
    updates.accepts = true
    device.publish('particle/device/updates/enabled', 'true')
    await world.clock.advance(10_000)
    expect(taken(device)).toBe(2)
  })
})

describe('a device that is online', () => {
  test('waits for its next connection when something is released', async () => {
    const device = await online(1)
    await release({ version: 2 })
    await world.clock.advance(10_000)
    expect(device.messages('updateBegin')).toEqual([])
  })

  test('is updated at once by an intelligent release, with all others', async () => {
    await world.http
      .post(`${PRODUCT}/devices`)
      .set(world.admin)
      .send({ id: deviceId(2) })
    const fleet = [await online(1), await online(1, {}, deviceId(2))]
    const { body } = await release({ version: 2, intelligent: true })
    expect(body.intelligent).toBe(true)
    await world.clock.advance(10_000)
    expect(fleet.map(taken)).toEqual([2, 2])
  })

  test('is updated at once when it is locked with flash', async () => {
    const device = await online(1)
    const { body } = await change({ desired_firmware_version: 2, flash: true })
    expect(body).toEqual({ id: ID, desired_firmware_version: 2, updated_at: expect.any(String) })
    await world.clock.advance(10_000)
    expect(taken(device)).toBe(2)
  })

  test('is not locked to a version that is not there', async () => {
    const { status, body } = await change({ desired_firmware_version: 9 })
    expect([status, body.error]).toEqual([404, expect.stringContaining('9')])
  })
})

test('a device shows what it is locked to and what is released to it', async () => {
  await release({ version: 2 })
  await change({ desired_firmware_version: 1 })
  const { body } = await world.http.get(`${PRODUCT}/devices/${ID}`).set(world.admin)
  expect(body).toMatchObject({ desired_firmware_version: 1, targeted_firmware_release_version: 2 })
})

test('a device is updated once, though several nodes hear that it came online', async () => {
  const backplane = createInProcessBackplane()
  onTestFinished(() => backplane.close())
  world = await testCloud({ backplane })
  await testCloud({ backplane })
  await world.http.post(`${PRODUCT}/devices`).set(world.admin).send({ id: ID })
  const request = world.http.post(`${PRODUCT}/firmware`).set(world.admin)
  await upload(request, { 'firmware.bin': files[2] ?? '' }, { version: '2' })
  await release({ version: 2 })
  const device = await online(1)
  expect([taken(device), device.messages('updateBegin').length]).toEqual([2, 1])
})
