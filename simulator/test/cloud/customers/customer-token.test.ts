import type { Test } from 'supertest'
import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, PRODUCT, type TestCloud, testCloud } from '../support/cloud.ts'

type Header = { Authorization: string }

let world: TestCloud
let ann: Header
beforeEach(async () => {
  world = await testCloud()
  ann = await world.customer('ann@x.y')
  await world.ownedDevice(ann, deviceId(1), {
    functions: { beep: () => 7 },
    variables: { count: 3 },
  })
  await world.ownedDevice(await world.customer('bob@x.y'), deviceId(2), { functions: { beep: () => 8 } })
})

const OWN = `/v1/devices/${deviceId(1)}`
const OTHERS = `/v1/devices/${deviceId(2)}`

describe("with a customer's token one may", () => {
  test.each<[string, () => Test, object]>([
    ['read a device of its own', () => world.http.get(OWN), { id: deviceId(1) }],
    ['call its functions', () => world.http.post(`${OWN}/beep`).send({ args: '' }), { return_value: 7 }],
    ['read its variables', () => world.http.get(`${OWN}/count`), { result: 3 }],
    ['rename it', () => world.http.put(OWN).send({ name: 'kitchen' }), { name: 'kitchen' }],
    ['make it signal', () => world.http.put(OWN).send({ signal: '1' }), { signaling: true }],
    ['ping it', () => world.http.put(`${OWN}/ping`), { online: true }],
    ['unclaim it', () => world.http.delete(OWN), { ok: true }],
    [
      'publish private events',
      () => world.http.post('/v1/devices/events').send({ name: 'hello', private: true }),
      { ok: true },
    ],
    ['create claim codes', () => world.http.post('/v1/device_claims'), { device_ids: [deviceId(1)] }],
    [
      'create claim codes by the product',
      () => world.http.post(`${PRODUCT}/device_claims`).send({}),
      { device_ids: [deviceId(1)] },
    ],
  ])('%s', async (_name, request, answer) => {
    const { status, body } = await request().set(ann)
    expect([status, body]).toEqual([200, expect.objectContaining(answer)])
  })

  test('list its own devices alone', async () => {
    const { body } = await world.http.get('/v1/devices').set(ann)
    expect(body.map((device: { id: string }) => device.id)).toEqual([deviceId(1)])
  })

  test('claim a device that nobody owns, which is then in the product', async () => {
    await world.device(deviceId(3))
    const { body } = await world.http
      .post('/v1/devices')
      .set(ann)
      .send({ id: deviceId(3) })
    expect(body).toMatchObject({ id: deviceId(3), ok: true })
    const device = await world.http.get(`/v1/devices/${deviceId(3)}`).set(ann)
    expect(device.body).toMatchObject({ owner: 'ann@x.y', product_id: 10001 })
  })
})

describe("with a customer's token one may not", () => {
  test.each<[string, () => Test]>([
    ["read another's device", () => world.http.get(OTHERS)],
    ["read another's variables", () => world.http.get(`${OTHERS}/count`)],
    ["rename another's device", () => world.http.put(OTHERS).send({ name: 'mine' })],
    ["make another's device signal", () => world.http.put(OTHERS).send({ signal: '1' })],
    ["ping another's device", () => world.http.put(`${OTHERS}/ping`)],
    ["unclaim another's device", () => world.http.delete(OTHERS)],
    ["call another's functions", () => world.http.post(`${OTHERS}/beep`).send({ args: '' })],
  ])('%s: it is unknown', async (_name, request) => {
    const { status, body } = await request().set(ann)
    expect([status, body.error]).toEqual([403, 'Permission Denied'])
  })

  test.each<[string, () => Test]>([
    ['see the product', () => world.http.get(PRODUCT)],
    ['list customers', () => world.http.get(`${PRODUCT}/customers`)],
    [
      'create customers',
      () => world.http.post(`${PRODUCT}/customers`).send({ email: 'c@x.y', password: 'p' }),
    ],
    ['set its own password', () => world.http.put(`${PRODUCT}/customers/ann@x.y`).send({ password: 'p' })],
    ['delete itself', () => world.http.delete(`${PRODUCT}/customers/ann@x.y`)],
    ['add devices', () => world.http.post(`${PRODUCT}/devices`).send({ id: deviceId(3) })],
    ['take devices out', () => world.http.delete(`${PRODUCT}/devices/${deviceId(1)}`)],
    [
      'group devices',
      () =>
        world.http
          .put(`${PRODUCT}/devices`)
          .send({ action: 'groups', devices: [deviceId(1)], metadata: { add: ['beta'] } }),
    ],
    ['list groups', () => world.http.get(`${PRODUCT}/groups`)],
    ['create groups', () => world.http.post(`${PRODUCT}/groups`).send({ name: 'beta' })],
    ['list firmware', () => world.http.get(`${PRODUCT}/firmware`)],
    ['release firmware', () => world.http.put(`${PRODUCT}/firmware/release`).send({ version: 1 })],
    ['see the team', () => world.http.get(`${PRODUCT}/team`)],
    ['join the team', () => world.http.post(`${PRODUCT}/team`).send({ username: 'ann@x.y' })],
    ['list OAuth clients', () => world.http.get(`${PRODUCT}/clients`)],
    [
      'create products',
      () => world.http.post('/v1/user/products').send({ product: { name: 'Mine', platform_id: 6 } }),
    ],
  ])('%s', async (_name, request) => {
    const { status, body } = await request().set(ann)
    expect([status, body.error]).toEqual([400, 'invalid_scope'])
  })

  test('change of its own device what is its product’s', async () => {
    const path = `${PRODUCT}/devices/${deviceId(1)}`
    for (const change of [{ development: true }, { groups: ['beta'] }, { desired_firmware_version: null }]) {
      expect((await world.http.put(path).set(ann).send(change)).status).toBe(400)
    }
    const { body } = await world.http.get(path).set(world.admin)
    expect(body).toMatchObject({ development: false, groups: [] })
  })
})
