import Particle from 'particle-api-js'
import { beforeEach, expect, test } from 'vitest'
import { deviceId, serve, type TestCloud, testCloud } from '../support/cloud.ts'
import { COMPILE_MS, firmwareFile } from './firmware-file.ts'

const product = 'photon-kit'

let world: TestCloud
let particle: Particle
let auth: string

beforeEach(async () => {
  world = await testCloud()
  particle = new Particle({ baseUrl: await serve(world.cloud) })
  auth = world.cloud.defaults.user.token
})

test('listProducts and getProduct, by slug and by number', async () => {
  const list = await particle.listProducts({ auth })
  expect(list.body).toMatchObject({ products: [{ id: 10001, slug: product }] })
  for (const name of [product, 10001]) {
    const { body } = await particle.getProduct({ product: name, auth })
    expect(body).toMatchObject({ product: { id: 10001, slug: product, groups: [] } })
  }
  await expect(particle.getProduct({ product: 'nothing', auth })).rejects.toMatchObject({
    statusCode: 404,
    body: { error: 'Product not found.' },
  })
})

test('addDeviceToProduct, listDevices, removeDevice, removeDeviceOwner', async () => {
  const [one, two] = [deviceId(1), deviceId(2)]
  const added = await particle.addDeviceToProduct({ product, deviceId: one, auth })
  expect(added.body).toMatchObject({ updated: 1, invalidDeviceIds: [] })
  await particle.addDeviceToProduct({ product, file: Buffer.from(`${two}\r\n`), auth })

  const list = (options: object) => particle.listDevices({ product, auth, ...options })
  expect((await list({})).body).toMatchObject({ devices: [{ id: one }, { id: two }] })
  const page = await list({ sortAttr: 'deviceId', sortDir: 'desc', perPage: 1, page: 2 })
  expect(page.body).toMatchObject({ devices: [{ id: one }], meta: { total_pages: 2 } })
  await particle.put({ uri: `/v1/products/${product}/devices/${two}`, data: { groups: ['beta'] }, auth })
  expect((await list({ groups: ['beta', 'alpha'] })).body).toMatchObject({ devices: [{ id: two }] })

  await world.ownedDevice(await world.customer('ann@x.y'), deviceId(3))
  const unowned = await particle.removeDeviceOwner({ product, deviceId: deviceId(3), auth })
  expect(unowned.statusCode).toBe(204)
  const removed = await particle.removeDevice({ product, deviceId: one, auth })
  expect(removed.statusCode).toBe(204)
  await expect(particle.removeDevice({ product, deviceId: one, auth })).rejects.toMatchObject({
    statusCode: 404,
    body: { error: 'Device not found for this product' },
  })
  await particle.removeDevice({ product, deviceId: two, deny: true, auth })
  expect((await list({})).body).toMatchObject({ devices: [{ id: deviceId(3), owner: null }] })
})

test('markAsDevelopmentDevice', async () => {
  await particle.addDeviceToProduct({ product, deviceId: deviceId(1), auth })
  const mark = await particle.markAsDevelopmentDevice({ product, deviceId: deviceId(1), auth })
  expect(mark.body).toMatchObject({ id: deviceId(1), development: true })
  const unmark = await particle.markAsDevelopmentDevice({
    product,
    deviceId: deviceId(1),
    development: false,
    auth,
  })
  expect(unmark.body).toMatchObject({ development: false })
})

test(
  'upload, list, get, update, download and release of product firmware; lock and unlock of a device',
  async () => {
    const file = await firmwareFile(10001, 1)
    const uploaded = await particle.uploadProductFirmware({ product, file, version: 1, title: 'one', auth })
    expect(uploaded.statusCode).toBe(201)
    expect(uploaded.body).toMatchObject({ version: 1, title: 'one', name: 'firmware.bin', size: file.length })
    const list = await particle.listProductFirmware({ product, auth })
    expect(list.body).toMatchObject([{ version: 1 }])
    const updated = await particle.updateProductFirmware({ product, version: 1, description: 'first', auth })
    expect(updated.body).toMatchObject({ title: 'one', description: 'first' })
    const one = await particle.getProductFirmware({ product, version: 1, auth })
    expect(one.body).toEqual(updated.body)
    const binary = await particle.downloadProductFirmware({ product, version: 1, auth })
    expect(file.equals(Buffer.from(binary as Buffer))).toBe(true)

    const released = await particle.releaseProductFirmware({
      product,
      version: 1,
      product_default: true,
      auth,
    })
    expect(released.body).toMatchObject({ version: 1, product_default: true, intelligent: false })

    const device = { product, deviceId: deviceId(1), auth }
    await particle.addDeviceToProduct(device)
    const locked = await particle.lockDeviceProductFirmware({
      ...device,
      desiredFirmwareVersion: 1,
      flash: true,
    })
    expect(locked.body).toMatchObject({ desired_firmware_version: 1 })
    const unlocked = await particle.unlockDeviceProductFirmware(device)
    expect(unlocked.body).toMatchObject({ desired_firmware_version: null })
  },
  COMPILE_MS,
)

test('inviteTeamMember, listTeamMembers, removeTeamMember', async () => {
  const invited = await particle.inviteTeamMember({ product, username: 'ann@x.y', auth })
  expect(invited.body).toMatchObject({ ok: true, invited: { username: 'ann@x.y' } })
  const team = await particle.listTeamMembers({ product, auth })
  expect(team.body).toMatchObject({
    team: [{ username: 'dev@particle.test' }, { username: 'ann@x.y', pending: true }],
  })
  const removed = await particle.removeTeamMember({ product, username: 'ann@x.y', auth })
  expect(removed.body).toEqual({ ok: true })
})

test('createCustomer, and getClaimCode for the product', async () => {
  const { client } = world.cloud.defaults
  const backEnd = new Particle({
    baseUrl: await serve(world.cloud),
    clientId: client.id,
    clientSecret: client.secret,
  })
  const customer = await backEnd.createCustomer({ email: 'ann@x.y', password: 'pw', product })
  expect(customer.statusCode).toBe(201)
  const own = String(Object(customer.body).access_token)
  const claim = await particle.getClaimCode({ product, auth: own })
  expect(claim.body).toMatchObject({ claim_code: expect.stringMatching(/^.{63}$/), device_ids: [] })
  await world.device(deviceId(1), { claimCode: claim.body.claim_code })
  const mine = await particle.listDevices({ auth: own })
  expect(mine.body).toMatchObject([{ id: deviceId(1), product_id: 10001 }])
})
