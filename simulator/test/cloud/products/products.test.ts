import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, PRODUCT, type TestCloud, testCloud } from '../support/cloud.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

describe('GET /v1/products', () => {
  test.each(['/v1/products', '/v1/user/products'])('%s lists those of the team', async path => {
    const { body } = await world.http.get(path).set(world.admin)
    expect(body.products).toMatchObject([{ id: 10001, slug: 'photon-kit', platform_id: 6, groups: [] }])
  })

  test.each(['photon-kit', '10001'])('finds %s', async name => {
    const { body, headers } = await world.http.get(`/v1/products/${name}`).set(world.admin)
    expect(body.product).toMatchObject({ id: 10001, slug: 'photon-kit' })
    expect(headers['x-requested-scope']).toBe('product_10001:product:get')
  })

  test('does not find what is not there', async () => {
    const { status, body } = await world.http.get('/v1/products/12345').set(world.admin)
    expect([status, body]).toEqual([404, { ok: false, error: 'Product not found.' }])
  })

  test('is not for customers', async () => {
    const ann = await world.customer('ann@x.y')
    expect((await world.http.get(PRODUCT).set(ann)).body.error).toBe('invalid_scope')
    expect((await world.http.get('/v1/products').set(ann)).body).toEqual({ products: [] })
  })
})

describe("a product's devices", () => {
  const LIST_KEYS = [
    'denied',
    'development',
    'firmware_product_id',
    'groups',
    'id',
    'last_handshake_at',
    'last_ip_address',
    'name',
    'online',
    'owner',
    'platform_id',
    'product_id',
    'quarantined',
    'serial_number',
    'system_firmware_version',
    'targeted_firmware_release_version',
  ]
  const DETAIL_KEYS = [
    ...LIST_KEYS,
    'cellular',
    'connected',
    'current_build_target',
    'default_build_target',
    'firmware_updates_enabled',
    'firmware_updates_forced',
    'last_heard',
    'mobile_secret',
  ]

  test('have the keys that particle-cli looks for, by id, with their customers', async () => {
    const ann = await world.customer('ann@x.y')
    await world.ownedDevice(ann, deviceId(2))
    await world.ownedDevice(ann, deviceId(1))
    const list = await world.http.get(`${PRODUCT}/devices?page=1`).set(world.admin)
    expect(list.body.devices.map((device: { id: string }) => device.id)).toEqual([deviceId(1), deviceId(2)])
    expect(Object.keys(list.body.devices[0])).toEqual(expect.arrayContaining(LIST_KEYS))
    expect(list.body.customers).toEqual([{ id: expect.any(String), username: 'ann@x.y' }])
    expect(list.body.meta).toEqual({ total_pages: 1 })

    const detail = await world.http.get(`${PRODUCT}/devices/${deviceId(1)}`).set(world.admin)
    expect(Object.keys(detail.body)).toEqual(expect.arrayContaining(DETAIL_KEYS))
    expect(detail.body).toMatchObject({ product_id: 10001, owner: 'ann@x.y', online: true })
  })

  test('are filtered, sorted and paged', async () => {
    const ids = [1, 2, 3].map(deviceId)
    for (const id of ids) await world.http.post(`${PRODUCT}/devices`).set(world.admin).send({ id })
    await world.http
      .put(`${PRODUCT}/devices/${deviceId(3)}`)
      .set(world.admin)
      .send({ name: 'Kitchen' })
    const list = async (query: string): Promise<string[]> => {
      const { body } = await world.http.get(`${PRODUCT}/devices?${query}`).set(world.admin)
      return body.devices.map((device: { id: string }) => device.id)
    }
    expect(await list('deviceName=kit')).toEqual([deviceId(3)])
    expect(await list(`deviceId=${deviceId(2).toUpperCase()}`)).toEqual([deviceId(2)])
    expect(await list('sortDir=desc')).toEqual([...ids].reverse())
    expect(await list('per_page=2&page=2')).toEqual([deviceId(3)])
    expect(await list('perPage=1')).toEqual([deviceId(1)])
  })

  test('are added by JSON or by file, LF or CRLF, nonsense set apart', async () => {
    const json = await world.http
      .post(`${PRODUCT}/devices`)
      .set(world.admin)
      .send({ id: deviceId(1).toUpperCase() })
    expect(json.body).toMatchObject({ updated: 1, nonmemberDeviceIds: [], invalidDeviceIds: [] })

    const lines = `${deviceId(1)}\r\n${deviceId(2)}\nnonsense\n\n`
    const file = await world.http
      .post(`${PRODUCT}/devices`)
      .set(world.admin)
      .attach('file', Buffer.from(lines), 'file')
    expect(file.status).toBe(200)
    expect(file.body).toMatchObject({ updated: 2, invalidDeviceIds: ['nonsense'] })
  })

  test('are removed with 204, and then are not found', async () => {
    await world.http
      .post(`${PRODUCT}/devices`)
      .set(world.admin)
      .send({ id: deviceId(1) })
    const remove = () =>
      world.http
        .delete(`${PRODUCT}/devices/${deviceId(1)}`)
        .set(world.admin)
        .send({})
    const gone = await remove()
    expect([gone.status, gone.text]).toEqual([204, ''])
    const again = await remove()
    expect([again.status, again.body.error]).toEqual([404, 'Device not found for this product'])
  })

  test('of an unknown product are denied with 404', async () => {
    for (const answer of [
      await world.http.get('/v1/products/nothing/devices').set(world.admin),
      await world.http
        .post('/v1/products/nothing/devices')
        .set(world.admin)
        .send({ id: deviceId(1) }),
      await world.http.delete(`/v1/products/nothing/devices/${deviceId(1)}`).set(world.admin),
    ]) {
      expect([answer.status, answer.body.error]).toEqual([404, 'Permission denied'])
    }
  })

  test("are called by the team, and by a customer only when they are the customer's", async () => {
    const ann = await world.customer('ann@x.y')
    const bob = await world.customer('bob@x.y')
    await world.ownedDevice(ann, deviceId(1), { functions: { beep: () => 7 } })
    const call = (as: { Authorization: string }) =>
      world.http
        .post(`${PRODUCT}/devices/${deviceId(1)}/beep`)
        .set(as)
        .send({ args: '' })
    expect((await call(world.admin)).body.return_value).toBe(7)
    expect((await call(ann)).body.return_value).toBe(7)
    expect((await call(bob)).status).toBe(404)
  })

  test("lose their owner by DELETE …/owner, by no other customer's hand", async () => {
    const ann = await world.customer('ann@x.y')
    const bob = await world.customer('bob@x.y')
    await world.ownedDevice(ann, deviceId(1))
    const path = `${PRODUCT}/devices/${deviceId(1)}/owner`
    expect((await world.http.delete(path).set(bob)).status).toBe(404)
    expect((await world.http.delete(path).set(world.admin)).status).toBe(204)
    expect((await world.http.get('/v1/devices').set(ann)).body).toEqual([])
  })

  test('are marked as development devices, by the team alone', async () => {
    const ann = await world.customer('ann@x.y')
    await world.ownedDevice(ann, deviceId(2))
    const byCustomer = await world.http
      .put(`${PRODUCT}/devices/${deviceId(2)}`)
      .set(ann)
      .send({ development: true })
    expect(byCustomer.status).toBe(400)
    await world.http
      .post(`${PRODUCT}/devices`)
      .set(world.admin)
      .send({ id: deviceId(1) })
    const path = `${PRODUCT}/devices/${deviceId(1)}`
    const put = await world.http.put(path).set(world.admin).send({ development: true })
    expect(put.body).toEqual({ id: deviceId(1), development: true, updated_at: expect.any(String) })
    expect((await world.http.get(path).set(world.admin)).body.development).toBe(true)
  })
})
