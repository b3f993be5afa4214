import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, PRODUCT, type TestCloud, testCloud } from '../support/cloud.ts'

const GROUPS = `${PRODUCT}/groups`

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
  const ids = [1, 2, 3].map(deviceId)
  await world.http.post(`${PRODUCT}/devices`).set(world.admin).send({ id: ids })
})

const create = (name: string, more: object = {}) =>
  world.http
    .post(GROUPS)
    .set(world.admin)
    .send({ name, ...more })
const assign = (groups: string[], id = deviceId(1)) =>
  world.http.put(`${PRODUCT}/devices/${id}`).set(world.admin).send({ groups })
const groupsOf = async (id = deviceId(1)) =>
  (await world.http.get(`${PRODUCT}/devices/${id}`).set(world.admin)).body.groups

describe('a device group', () => {
  test('is created with 201, listed, found and shown by the product', async () => {
    const { status, body } = await create('alpha', { description: 'the A group', color: '#e74c3c' })
    expect(status).toBe(201)
    const alpha = { name: 'alpha', description: 'the A group', color: '#e74c3c', device_count: 0 }
    expect(body).toEqual({ group: alpha })
    await create('beta')
    expect((await world.http.get(`${GROUPS}/alpha`).set(world.admin)).body).toEqual({ group: alpha })
    const list = await world.http.get(`${GROUPS}?name=ALP`).set(world.admin)
    expect(list.body).toEqual({ groups: [alpha] })
    const product = await world.http.get(PRODUCT).set(world.admin)
    expect(product.body.product.groups).toEqual(['alpha', 'beta'])
  })

  test.each(['', 'Alpha', 'a b', 'a/b', 'ä', 'x'.repeat(65)])('is not called %j', async name => {
    const { status, body } = await create(name)
    expect([status, body.error]).toEqual([400, expect.stringContaining('name')])
  })

  test('is created once', async () => {
    const answers = await Promise.all([create('alpha'), create('alpha')])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400])
  })

  test('counts its devices', async () => {
    await assign(['alpha'], deviceId(1))
    await assign(['alpha', 'beta'], deviceId(2))
    const { body } = await world.http.get(GROUPS).set(world.admin)
    expect(body.groups).toMatchObject([
      { name: 'alpha', device_count: 2 },
      { name: 'beta', device_count: 1 },
    ])
  })

  test('takes its devices along when it is renamed, and lets them go when it is deleted', async () => {
    await assign(['alpha', 'beta'])
    const { body } = await world.http.put(`${GROUPS}/alpha`).set(world.admin).send({ name: 'omega' })
    expect(body.group).toMatchObject({ name: 'omega', device_count: 1 })
    expect(await groupsOf()).toEqual(['omega', 'beta'])
    const gone = await world.http.delete(`${GROUPS}/omega`).set(world.admin)
    expect([gone.status, gone.text]).toEqual([204, ''])
    expect(await groupsOf()).toEqual(['beta'])
    for (const method of ['get', 'delete'] as const) {
      expect((await world.http[method](`${GROUPS}/omega`).set(world.admin)).status).toBe(404)
    }
  })

  test('is described and coloured, and refuses a change of nothing and the name of another', async () => {
    await create('alpha')
    await create('beta')
    const change = (body: object) => world.http.put(`${GROUPS}/alpha`).set(world.admin).send(body)
    expect((await change({ description: 'new', color: '#000000' })).body.group).toMatchObject({
      name: 'alpha',
      description: 'new',
      color: '#000000',
    })
    for (const body of [{}, { name: 'beta' }, { color: 'red' }]) expect((await change(body)).status).toBe(400)
  })
})

describe("a device's groups", () => {
  test('are those it was given last; new ones are made', async () => {
    const { body } = await assign(['alpha', 'beta'])
    expect(body).toEqual({ id: deviceId(1), groups: ['alpha', 'beta'], updated_at: expect.any(String) })
    await assign(['gamma'])
    expect(await groupsOf()).toEqual(['gamma'])
    const { body: list } = await world.http.get(GROUPS).set(world.admin)
    expect(list.groups.map(({ name }: { name: string }) => name)).toEqual(['alpha', 'beta', 'gamma'])
  })

  test('are given in a form as well', async () => {
    const { body } = await assign([]).type('form').send('groups[]=europe&groups[]=asia')
    expect(body.groups).toEqual(['europe', 'asia'])
  })

  test('are added to and taken from many devices at once', async () => {
    await assign(['old'], deviceId(1))
    const batch = (metadata: object, devices: string[]) =>
      world.http.put(`${PRODUCT}/devices`).set(world.admin).send({ action: 'groups', devices, metadata })
    const { body } = await batch({ add: ['new'], remove: ['old'] }, [deviceId(1), deviceId(2)])
    expect(body).toEqual({ ok: true })
    expect(await Promise.all([1, 2, 3].map(n => groupsOf(deviceId(n))))).toEqual([['new'], ['new'], []])
    const unknown = await batch({ add: ['x'] }, [deviceId(1), deviceId(9)])
    expect([unknown.status, unknown.body.error]).toEqual([404, 'Device not found for this product'])
    expect(await groupsOf()).toEqual(['new'])
  })

  test('select devices in the list: those in any of the named ones', async () => {
    await assign(['alpha'], deviceId(1))
    await assign(['beta'], deviceId(2))
    const list = async (groups: string) => {
      const { body } = await world.http.get(`${PRODUCT}/devices?groups=${groups}`).set(world.admin)
      return body.devices.map((device: { id: string }) => device.id)
    }
    expect(await list('alpha%2Cbeta')).toEqual([deviceId(1), deviceId(2)])
    expect(await list('beta')).toEqual([deviceId(2)])
    expect(await list('alp')).toEqual([])
  })

  test('stay behind when it leaves the product', async () => {
    await assign(['alpha'])
    await world.http.delete(`${PRODUCT}/devices/${deviceId(1)}`).set(world.admin)
    await world.http
      .post(`${PRODUCT}/devices`)
      .set(world.admin)
      .send({ id: deviceId(1) })
    expect(await groupsOf()).toEqual([])
  })
})
