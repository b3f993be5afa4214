import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, PRODUCT, type TestCloud, testCloud } from '../support/cloud.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const claim = (as: { Authorization: string }, id: string) =>
  world.http.post('/v1/devices').set(as).send({ id, request_transfer: false })

describe('POST /v1/devices', () => {
  test("claims a device that is online and nobody's, in any case", async () => {
    await world.device(deviceId(1))
    const { status, body } = await claim(world.admin, deviceId(1).toUpperCase())
    expect(status).toBe(200)
    expect(body).toEqual({
      user_id: expect.stringMatching(/^[0-9a-f]{24}$/),
      id: deviceId(1),
      connected: true,
      ok: true,
    })
    expect((await claim(world.admin, deviceId(1))).body).toEqual(body)
  })

  test("brings a customer's device into the customer's product", async () => {
    await world.device(deviceId(1))
    const ann = await world.customer('ann@x.y')
    await claim(ann, deviceId(1))
    expect((await world.http.get(`/v1/devices/${deviceId(1)}`).set(ann)).body.product_id).toBe(10001)
  })

  test('does not know a device that was never here', async () => {
    const { status, body } = await claim(world.admin, deviceId(9))
    expect([status, body]).toEqual([404, { ok: false, errors: ['device not found'] }])
  })

  test('does not claim a device that is offline', async () => {
    const device = await world.device(deviceId(1))
    device.disconnect()
    await world.clock.advance(0)
    const { status, body } = await claim(world.admin, deviceId(1))
    expect([status, body]).toEqual([404, { ok: false, errors: [["Core isn't online", 404]] }])
  })

  test("does not claim somebody else's device", async () => {
    await world.ownedDevice(await world.customer('ann@x.y'), deviceId(1))
    const { status, body } = await claim(world.admin, deviceId(1))
    expect(status).toBe(403)
    expect(body).toEqual({ ok: false, errors: ['That belongs to someone else.'] })
  })

  test("asks for somebody else's device where the caller wants that; it stays whose it is", async () => {
    const ann = await world.customer('ann@x.y')
    await world.ownedDevice(ann, deviceId(1))
    const ask = () =>
      world.http
        .post('/v1/devices')
        .set(world.admin)
        .send({ id: deviceId(1), request_transfer: true })
    const { status, body } = await ask()
    expect([status, body]).toEqual([200, { transfer_id: expect.stringMatching(/^[0-9a-f]{24}$/), ok: true }])
    expect((await ask()).body).toEqual(body)
    expect((await world.http.get(`/v1/devices/${deviceId(1)}`).set(ann)).body.owner).toBe('ann@x.y')
  })

  test('makes a device up in a product: an id for hardware to take', async () => {
    const provision = (product: unknown) =>
      world.http.post('/v1/devices').set(world.admin).send({ product_id: product })
    const { status, body } = await provision('photon-kit')
    expect([status, body]).toMatchObject([200, { product_id: 10_001, online: false, owner: null }])
    expect((await world.http.get(`${PRODUCT}/devices/${body.id}`).set(world.admin)).body.id).toBe(body.id)
    expect((await provision(10_001)).body.id).not.toBe(body.id)
    expect((await provision(99)).status).toBe(404)
  })

  test('names what is missing from the body', async () => {
    const { status, body } = await world.http.post('/v1/devices').set(world.admin).send({})
    expect([status, body.error]).toEqual([400, expect.stringContaining('id')])
  })
})

describe('DELETE /v1/devices/:device', () => {
  test('lets a device go, which then is unknown to who had it', async () => {
    await world.ownedDevice(world.admin, deviceId(1))
    const gone = await world.http.delete(`/v1/devices/${deviceId(1)}`).set(world.admin)
    expect([gone.status, gone.body]).toEqual([200, { ok: true }])
    const again = await world.http.delete(`/v1/devices/${deviceId(1)}`).set(world.admin)
    expect(again.status).toBe(403)
  })
})
