import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, PRODUCT, type TestCloud, testCloud } from '../support/cloud.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const FIRMWARE = { hello: { productId: 10001, productVersion: 1 } }

const listed = async (product: string, query = '') => {
  const { body } = await world.http.get(`/v1/products/${product}/devices${query}`).set(world.admin)
  return body.devices
}
const add = (id: string | string[], product = 'photon-kit') =>
  world.http.post(`/v1/products/${product}/devices`).set(world.admin).send({ id })
const deny = (id: string, product = 'photon-kit') =>
  world.http.delete(`/v1/products/${product}/devices/${id}`).set(world.admin).send({ deny: true })

test('a device whose firmware states a product is in it from its first connection', async () => {
  await world.device(deviceId(1), FIRMWARE)
  expect(await listed('photon-kit')).toMatchObject([{ id: deviceId(1), firmware_product_id: 10001 }])
})

test('a device of another product stays there, whatever its firmware states', async () => {
  const { body } = await world.http
    .post('/v1/user/products')
    .set(world.admin)
    .send({ product: { name: 'other' } })
  await add(deviceId(1), 'other')
  await world.device(deviceId(1), FIRMWARE)
  expect(await listed(body.product.slug)).toMatchObject([{ id: deviceId(1) }])
  expect((await add(deviceId(1))).body).toMatchObject({ updated: 0, nonmemberDeviceIds: [deviceId(1)] })
})

describe('a product with quarantine', () => {
  beforeEach(async () => {
    const product = { name: 'strict', settings: { quarantine: true } }
    await world.http.post('/v1/user/products').set(world.admin).send({ product })
    await world.device(deviceId(1), { hello: { productId: 10002, productVersion: 1 } })
  })

  test('lists devices that nobody has added apart, until they are let in', async () => {
    expect(await listed('strict')).toEqual([])
    expect(await listed('strict', '?quarantined=true')).toMatchObject([
      { id: deviceId(1), quarantined: true, product_id: 6, firmware_product_id: 10002 },
    ])
    await add(deviceId(1), 'strict')
    expect(await listed('strict', '?quarantined=true')).toEqual([])
    expect(await listed('strict')).toMatchObject([{ id: deviceId(1), quarantined: false }])
  })

  test('is rid of them once they are denied', async () => {
    expect((await deny(deviceId(1), 'strict')).status).toBe(204)
    expect(await listed('strict', '?quarantined=true')).toEqual([])
    expect((await deny(deviceId(1), 'strict')).status).toBe(404)
  })
})

describe('a device that a product has denied', () => {
  beforeEach(async () => {
    await add(deviceId(1))
    await deny(deviceId(1))
  })

  test('is out of the product, and has its sessions ended while its firmware states it', async () => {
    expect(await listed('photon-kit')).toEqual([])
    expect((await world.device(deviceId(1), FIRMWARE)).closed).toBe(true)
    expect(await listed('photon-kit')).toEqual([])
    expect((await world.device(deviceId(1))).closed).toBe(false)
  })

  test('does not come in by a claim code, nor by its id', async () => {
    const ann = await world.customer('ann@x.y')
    const device = await world.device(deviceId(1), { claimCode: await world.claimCode(ann) })
    expect(device.messages('claimed')).toEqual([])
    const { status } = await world.http
      .post('/v1/devices')
      .set(ann)
      .send({ id: deviceId(1) })
    expect(status).toBe(403)
    expect((await world.http.get('/v1/devices').set(ann)).body).toEqual([])
  })

  test('is let in like every other once it is added again', async () => {
    await add(deviceId(1))
    expect((await world.device(deviceId(1), FIRMWARE)).closed).toBe(false)
    expect(await listed('photon-kit')).toMatchObject([{ id: deviceId(1), denied: false, online: true }])
  })
})

test("a customer's device that is taken out of the product is nobody's", async () => {
  const ann = await world.customer('ann@x.y')
  await world.ownedDevice(ann, deviceId(1))
  await world.http.delete(`${PRODUCT}/devices/${deviceId(1)}`).set(world.admin)
  expect((await world.http.get('/v1/devices').set(ann)).body).toEqual([])
})

test('more devices at once than Particle takes are refused, and none is added', async () => {
  const ids = Array.from({ length: 10_001 }, (_, n) => deviceId(n)).join('\n')
  const { status, body } = await world.http
    .post(`${PRODUCT}/devices`)
    .set(world.admin)
    .attach('file', Buffer.from(ids), 'file')
  expect([status, body.error]).toEqual([400, expect.stringContaining('10000')])
  expect(await listed('photon-kit')).toEqual([])
})

test('a Photon has no serial number to be found by', async () => {
  await add(deviceId(1))
  expect(await listed('photon-kit', '?serialNumber=PH')).toEqual([])
})
