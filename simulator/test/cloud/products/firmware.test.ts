import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, PRODUCT, type TestCloud, testCloud } from '../support/cloud.ts'
import { upload } from '../support/upload.ts'
import { COMPILE_MS, firmwareFile } from './firmware-file.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const FIRMWARE = `${PRODUCT}/firmware`

async function add(version: number, file?: Buffer, fields: Record<string, string> = {}) {
  return upload(
    world.http.post(FIRMWARE).set(world.admin),
    { 'firmware.bin': file ?? (await firmwareFile(10001, version)) },
    { version: String(version), title: `v${version}`, ...fields },
    () => 'binary',
  )
}

describe('POST /v1/products/:product/firmware', { timeout: COMPILE_MS }, () => {
  test('answers 201 with what was uploaded', async () => {
    const file = await firmwareFile(10001, 1)
    const { status, body } = await add(1, file, { description: 'The first' })
    expect(status).toBe(201)
    expect(body).toEqual({
      _id: expect.stringMatching(/^[0-9a-f]{24}$/),
      version: 1,
      title: 'v1',
      description: 'The first',
      name: 'firmware.bin',
      size: file.length,
      product_default: false,
      current: false,
      uploaded_on: new Date(world.clock.unixMs()).toISOString(),
      updated_at: new Date(world.clock.unixMs()).toISOString(),
      product_id: 10001,
      uploaded_by: { username: 'dev@particle.test' },
      groups: [],
      device_count: 0,
    })
    expect((await world.http.get(FIRMWARE).set(world.admin)).body).toEqual([body])
    expect((await world.http.get(`${FIRMWARE}/1`).set(world.admin)).body).toEqual(body)
  })

  test.each<[string, () => Promise<Buffer>, string]>([
    ['that is no firmware', async () => Buffer.from('hello'), 'firmware'],
    ['that states no product', () => firmwareFile(), 'PRODUCT_ID(10001)'],
    ['that states another product', () => firmwareFile(10002, 1), 'states product 10002'],
    ['that states no version', () => firmwareFile(10001), 'PRODUCT_VERSION(1)'],
    ['that states another version', () => firmwareFile(10001, 2), 'states version 2'],
  ])('refuses a file %s, and says what to do', async (_name, file, text) => {
    const { status, body } = await add(1, await file())
    expect([status, body]).toEqual([400, { ok: false, error: expect.stringContaining(text) }])
    expect((await world.http.get(FIRMWARE).set(world.admin)).body).toEqual([])
  })

  test('refuses a version that is there, no file, and a version that is none', async () => {
    await add(1)
    expect((await add(1)).body.error).toContain('higher number')
    const none = await world.http.post(FIRMWARE).set(world.admin).field('version', '2')
    expect([none.status, none.body.error]).toEqual([400, expect.stringContaining('binary')])
    const odd = await world.http.post(FIRMWARE).set(world.admin).field('version', 'two')
    expect([odd.status, odd.body.error]).toEqual([400, expect.stringContaining('version')])
  })
})

describe('a version of the firmware', { timeout: COMPILE_MS }, () => {
  test('gets another title and description', async () => {
    await add(1)
    await world.clock.advance(1_000)
    const { body } = await world.http
      .put(`${FIRMWARE}/1`)
      .set(world.admin)
      .send({ title: 'One', description: 'Better' })
    expect(body).toMatchObject({ title: 'One', description: 'Better' })
    expect(Date.parse(body.updated_at) - Date.parse(body.uploaded_on)).toBe(1_000)
  })

  test('is downloaded as it was uploaded', async () => {
    const file = await firmwareFile(10001, 1)
    await add(1, file)
    const { headers, body } = await world.http
      .get(`${FIRMWARE}/1/binary`)
      .set(world.admin)
      .responseType('blob')
    expect(headers['content-type']).toBe('application/binary')
    expect(Buffer.compare(body, file)).toBe(0)
  })

  test('is deleted as long as it was never released, and its bytes with it', async () => {
    await add(1)
    await add(2)
    await world.http.put(`${FIRMWARE}/release`).set(world.admin).send({ version: 2 })
    const takeBack = { version: 2, product_default: false }
    await world.http.put(`${FIRMWARE}/release`).set(world.admin).send(takeBack)
    const remove = (version: number) => world.http.delete(`${FIRMWARE}/${version}`).set(world.admin)
    const gone = await remove(1)
    expect([gone.status, gone.text]).toEqual([204, ''])
    const kept = await remove(2)
    expect([kept.status, kept.body.error]).toEqual([400, expect.stringContaining('released')])
    for (const path of ['1', '1/binary', 'x', '65536']) {
      expect((await world.http.get(`${FIRMWARE}/${path}`).set(world.admin)).status).toBe(404)
    }
    expect((await add(1)).status).toBe(201)
  })

  test('counts the devices that run it', async () => {
    await add(1)
    const ann = await world.customer('ann@x.y')
    await world.ownedDevice(ann, deviceId(1), { hello: { productId: 10001, productVersion: 1 } })
    await world.ownedDevice(ann, deviceId(2), { hello: { productId: 10001, productVersion: 2 } })
    await world.ownedDevice(ann, deviceId(3), { hello: { productId: 6, productVersion: 1 } })
    expect((await world.http.get(`${FIRMWARE}/1`).set(world.admin)).body.device_count).toBe(1)
  })
})

describe('PUT /v1/products/:product/firmware/release', { timeout: COMPILE_MS }, () => {
  const release = (body: object) => world.http.put(`${FIRMWARE}/release`).set(world.admin).send(body)

  test('makes a version the default of the product', async () => {
    await add(1)
    const { body } = await release({ version: 1, product_default: true })
    expect(body).toMatchObject({ version: 1, product_default: true, current: true, groups: [] })
  })

  test('releases a version to groups, which show it; one version each', async () => {
    await add(1)
    await add(2)
    for (const name of ['alpha', 'beta']) {
      await world.http.post(`${PRODUCT}/groups`).set(world.admin).send({ name })
    }
    const first = await release({ version: 1, groups: ['alpha', 'beta'] })
    expect(first.body).toMatchObject({
      groups: ['alpha', 'beta'],
      product_default: false,
      intelligent: false,
    })
    await release({ version: 2, groups: ['beta'] })
    const { body } = await world.http.get(FIRMWARE).set(world.admin)
    expect(body).toMatchObject([
      { version: 1, groups: ['alpha'] },
      { version: 2, groups: ['beta'] },
    ])
    const beta = await world.http.get(`${PRODUCT}/groups/beta`).set(world.admin)
    expect(beta.body.group.fw_version).toBe(2)
  })

  test('takes groups in a form as well', async () => {
    await add(1)
    await world.http.post(`${PRODUCT}/groups`).set(world.admin).send({ name: 'alpha' })
    const { body } = await release({}).type('form').send('version=1&groups[]=alpha')
    expect(body.groups).toEqual(['alpha'])
  })

  test('refuses a version and a group that are not there', async () => {
    await add(1)
    expect((await release({ version: 9 })).status).toBe(404)
    const { status, body } = await release({ version: 1, groups: ['alpha'] })
    expect([status, body.error]).toEqual([400, expect.stringContaining('alpha')])
  })
})
