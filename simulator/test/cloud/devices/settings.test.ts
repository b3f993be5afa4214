import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, type TestCloud, testCloud } from '../support/cloud.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const put = (body: object, as = world.admin) =>
  world.http
    .put(`/v1/devices/${deviceId(1)}`)
    .set(as)
    .send(body)
const show = async () => (await world.http.get(`/v1/devices/${deviceId(1)}`).set(world.admin)).body

describe('PUT /v1/devices/:device {product_id}', () => {
  test.each([[10_001], ['10001'], ['photon-kit']])('moves it to the product %j', async product => {
    await world.ownedDevice(world.admin, deviceId(1))
    const { status, body } = await put({ product_id: product })
    expect([status, body]).toEqual([
      200,
      { id: deviceId(1), product_id: 10_001, updated_at: expect.any(String) },
    ])
    expect((await show()).product_id).toBe(10_001)
  })

  test('takes it out of any with the id of its platform', async () => {
    await world.ownedDevice(world.admin, deviceId(1))
    await put({ product_id: 10_001 })
    expect((await put({ product_id: 6 })).body.product_id).toBe(6)
    expect((await show()).product_id).toBe(6)
  })

  test('is for products of the caller’s own: 404 for any other', async () => {
    const ann = await world.customer('ann@x.y')
    await world.ownedDevice(ann, deviceId(1))
    const foreign = await put({ product_id: 10_001 }, ann)
    expect([foreign.status, foreign.body.error]).toEqual([400, 'invalid_scope'])
    const other = await world.ownedDevice(world.admin, deviceId(2))
    expect(other.closed).toBe(false)
    const unknown = await world.http
      .put(`/v1/devices/${deviceId(2)}`)
      .set(world.admin)
      .send({ product_id: 99 })
    expect([unknown.status, unknown.body.ok]).toEqual([404, false])
  })

  test('goes together with a name', async () => {
    await world.ownedDevice(world.admin, deviceId(1))
    const { body } = await put({ name: 'lamp', product_id: 10_001, firmware_updates_forced: true })
    expect(body).toMatchObject({ name: 'lamp', product_id: 10_001, firmware_updates_forced: true })
  })
})

test.each([{ denied: false }, { quarantined: false }])(
  'PUT /v1/devices/:device %j alone changes nothing: 400',
  async body => {
    await world.ownedDevice(world.admin, deviceId(1))
    expect((await put(body)).status).toBe(400)
  },
)

test('PUT /v1/devices/:device/unprotect is no work for a Photon: 404 in JSON', async () => {
  await world.ownedDevice(world.admin, deviceId(1))
  const { status, body } = await world.http
    .put(`/v1/devices/${deviceId(1)}/unprotect`)
    .set(world.admin)
    .send({ action: 'prepare' })
  expect([status, body.ok]).toEqual([404, false])
})
