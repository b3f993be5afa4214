import { describe, expect, test } from 'vitest'
import { deviceId, signedIn, VERSIONS } from './clients.ts'

const product = 'photon-kit'

describe.for(VERSIONS)('particle-api-js %s', ([, Client]) => {
  test('listProducts and getProduct', async () => {
    const { particle, auth } = await signedIn(Client)
    const { body } = await particle.listProducts({ auth })
    expect(body).toMatchObject({ products: [{ id: 10_001, slug: product, platform_id: 6 }] })
    const one = await particle.getProduct({ product: '10001', auth })
    expect(one.body).toMatchObject({ product: { slug: product } })
    await expect(particle.getProduct({ product: '4711', auth })).rejects.toMatchObject({
      statusCode: 404,
    })
  })

  test('addDeviceToProduct, listDevices, getDevice, removeDevice', async () => {
    const { particle, auth } = await signedIn(Client)
    for (const id of [deviceId(1), deviceId(2)]) {
      const { body } = await particle.addDeviceToProduct({ product, deviceId: id, auth })
      expect(body).toMatchObject({ updated: 1, invalidDeviceIds: [] })
    }
    const list = await particle.listDevices({ product, auth, page: 2, perPage: 1 })
    expect(list.body).toMatchObject({ devices: [{ id: deviceId(2) }], meta: { total_pages: 2 } })
    const device = await particle.getDevice({ product, deviceId: deviceId(1), auth })
    expect(device.body).toMatchObject({ id: deviceId(1), product_id: 10_001 })

    const removed = await particle.removeDevice({ deviceId: deviceId(1), product, auth })
    expect(removed.statusCode).toBe(204)
    await expect(particle.getDevice({ product, deviceId: deviceId(1), auth })).rejects.toMatchObject({
      statusCode: 404,
    })
  })

  test('a product’s device: function, variable, name, notes, development, owner', async () => {
    const { particle, auth, world } = await signedIn(Client)
    await particle.addDeviceToProduct({ product, deviceId: deviceId(1), auth })
    await world.ownedDevice(await world.customer('ann@x.y'), deviceId(1), {
      functions: { add: text => Number(text) + 1 },
      variables: { count: 3 },
    })
    const device = { deviceId: deviceId(1), product, auth }

    const call = await particle.callFunction({ ...device, name: 'add', argument: '41' })
    expect(call.body).toMatchObject({ return_value: 42 })
    expect((await particle.getVariable({ ...device, name: 'count' })).body).toMatchObject({ result: 3 })
    const named = await particle.renameDevice({ ...device, name: 'kitchen' })
    expect(named.body).toMatchObject({ name: 'kitchen' })
    const noted = await particle.setDeviceNotes({ ...device, notes: 'beside the oven' })
    expect(noted.body).toMatchObject({ notes: 'beside the oven' })
    const marked = await particle.markAsDevelopmentDevice({ ...device, development: true })
    expect(marked.body).toMatchObject({ development: true })
    expect((await particle.removeDeviceOwner(device)).statusCode).toBeLessThan(300)
    expect((await particle.getDevice(device)).body).toMatchObject({ owner: null })
  })

  test('listTeamMembers, inviteTeamMember, removeTeamMember', async () => {
    const { particle, auth } = await signedIn(Client)
    const username = 'ann@developer.example'
    await particle.inviteTeamMember({ product, username, auth })
    const invited = await particle.listTeamMembers({ product, auth })
    expect(JSON.stringify(invited.body)).toContain(username)
    await particle.removeTeamMember({ product, username, auth })
    const left = await particle.listTeamMembers({ product, auth })
    expect(JSON.stringify(left.body)).not.toContain(username)
  })

  test('getClaimCode of a product', async () => {
    const { particle, auth } = await signedIn(Client)
    const { body } = await particle.getClaimCode({ product, auth })
    expect(body.claim_code).toHaveLength(63)
  })
})

test('particle-api-js 12 adds devices to a product by file', async () => {
  const { particle, auth } = await signedIn()
  const file = Buffer.from(`${deviceId(1)}\r\n${deviceId(2)}\nno-id-at-all\n`)
  const { body } = await particle.addDeviceToProduct({ product, file, auth })
  expect(body).toMatchObject({ updated: 2, invalidDeviceIds: ['no-id-at-all'] })
})
