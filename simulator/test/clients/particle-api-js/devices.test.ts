import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { deviceId, signedIn, VERSIONS } from './clients.ts'

const ID = deviceId(1)

describe.for(VERSIONS)('particle-api-js %s', ([, Client]) => {
  /** A device of the developer's that is online. */
  const withDevice = async () => {
    const signed = await signedIn(Client)
    const device = await signed.world.ownedDevice(signed.world.admin, ID, {
      functions: { add: text => Number(text) + 1 },
      variables: { count: 3 },
    })
    return { ...signed, device }
  }

  test('getClaimCode, and the device that brings it is the developer’s', async () => {
    const { particle, auth, world } = await signedIn(Client)
    const { body } = await particle.getClaimCode({ auth })
    expect(body).toEqual({ claim_code: expect.stringMatching(/^[\w+/]{63}$/), device_ids: [] })
    await world.device(ID, { claimCode: body.claim_code })
    expect((await particle.listDevices({ auth })).body).toMatchObject([
      { id: ID, owner: 'dev@particle.test', online: true, connected: true, platform_id: 6, product_id: 6 },
    ])
    expect((await particle.getClaimCode({ auth })).body).toMatchObject({ device_ids: [ID] })
  })

  test('getDevice', async () => {
    const { particle, auth } = await withDevice()
    const { body } = await particle.getDevice({ deviceId: ID, auth })
    expect(body).toMatchObject({ id: ID, functions: ['add'], variables: { count: 'int32' } })
  })

  test('callFunction', async () => {
    const { particle, auth } = await withDevice()
    const { body } = await particle.callFunction({ deviceId: ID, name: 'add', argument: '41', auth })
    expect(body).toMatchObject({ id: ID, connected: true, return_value: 42 })
  })

  test('getVariable', async () => {
    const { particle, auth } = await withDevice()
    const { body } = await particle.getVariable({ deviceId: ID, name: 'count', auth })
    expect(body).toMatchObject({ name: 'count', result: 3, coreInfo: { deviceID: ID, connected: true } })
  })

  test('renameDevice, and the name stands for the id', async () => {
    const { particle, auth } = await withDevice()
    const { body } = await particle.renameDevice({ deviceId: ID, name: 'kitchen', auth })
    expect(body).toMatchObject({ id: ID, name: 'kitchen' })
    expect((await particle.getDevice({ deviceId: 'kitchen', auth })).body).toMatchObject({ id: ID })
  })

  test('renameDevice of an offline device', async () => {
    const { particle, auth, device, world } = await withDevice()
    device.disconnect()
    await world.clock.advance(0)
    const { body } = await particle.renameDevice({ deviceId: ID, name: 'kitchen', auth })
    expect(body).toMatchObject({ id: ID, name: 'kitchen' })
  })

  test('setDeviceNotes of an offline device', async () => {
    const { particle, auth, device, world } = await withDevice()
    device.disconnect()
    await world.clock.advance(0)
    const { body } = await particle.setDeviceNotes({ deviceId: ID, notes: 'beside the oven', auth })
    expect(body).toMatchObject({ id: ID, notes: 'beside the oven' })
    expect((await particle.getDevice({ deviceId: ID, auth })).body).toMatchObject({
      notes: 'beside the oven',
    })
  })

  test('signalDevice', async () => {
    const { particle, auth, device } = await withDevice()
    const { body } = await particle.signalDevice({ deviceId: ID, signal: true, auth })
    expect(body).toMatchObject({ id: ID, connected: true, signaling: true })
    expect(device.messages('signal')).toMatchObject([{ on: true }])
  })

  test('removeDevice, and claimDevice takes it back', async () => {
    const { particle, auth } = await withDevice()
    expect((await particle.removeDevice({ deviceId: ID, auth })).body).toEqual({ ok: true })
    expect((await particle.listDevices({ auth })).body).toEqual([])
    const claimed = await particle.claimDevice({ deviceId: ID, auth })
    expect(claimed.body).toMatchObject({ ok: true, id: ID, connected: true })
  })

  test('sendPublicKey', async () => {
    const { particle, auth } = await withDevice()
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const key = publicKey.export({ type: 'spki', format: 'pem' }).toString()
    const { body } = await particle.sendPublicKey({ deviceId: deviceId(2), key, algorithm: 'rsa', auth })
    expect(body).toBe('Success!')
  })

  test('provisionDevice', async () => {
    const { particle, auth } = await signedIn(Client)
    const { body } = await particle.provisionDevice({ productId: 10_001, auth })
    expect(body).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{24}$/), product_id: 10_001 })
  })

  test.for([
    ['a device that is not there', 'getDevice', { deviceId: deviceId(2) }, 403, 'Permission Denied'],
    ['a function that is not there', 'callFunction', { name: 'nothing' }, 404, 'Function nothing not found'],
    ['a variable that is not there', 'getVariable', { name: 'nothing' }, 404, 'Unknown Variable: nothing'],
  ] as const)('%s', async ([, method, options, statusCode, error]) => {
    const { particle, auth } = await withDevice()
    const call: (options: object) => Promise<unknown> = particle[method].bind(particle) as never
    await expect(call({ deviceId: ID, argument: '', auth, ...options })).rejects.toMatchObject({
      statusCode,
      body: { error },
    })
  })

  test.for([
    ['callFunction', 400],
    ['getVariable', 408],
  ] as const)('%s of an offline device', async ([method, statusCode]) => {
    const { particle, auth, device, world } = await withDevice()
    device.disconnect()
    await world.clock.advance(0)
    const call: (options: object) => Promise<unknown> = particle[method].bind(particle) as never
    await expect(call({ deviceId: ID, name: 'add', argument: '1', auth })).rejects.toMatchObject({
      statusCode,
      body: { error: 'Timed out.' },
    })
  })
})

describe('particle-api-js 12', () => {
  test('createCustomer, and all that a customer does with a device', async () => {
    const { backEnd, particle, world } = await signedIn()
    const customer = await backEnd.createCustomer({ email: 'ann@x.y', password: 'pw', product: 'photon-kit' })
    const auth = String(Object(customer.body).access_token)
    const claim = await particle.getClaimCode({ auth })
    await world.device(ID, {
      claimCode: claim.body.claim_code,
      functions: { add: text => Number(text) + 1 },
    })
    expect((await particle.listDevices({ auth })).body).toMatchObject([{ id: ID, online: true }])
    const call = await particle.callFunction({ deviceId: ID, name: 'add', argument: '41', auth })
    expect(call.body.return_value).toBe(42)
  })

  test('updateDevice', async () => {
    const { particle, auth, world } = await signedIn()
    await world.ownedDevice(world.admin, ID)
    const { body } = await particle.updateDevice({ deviceId: ID, name: 'kitchen', auth })
    expect(body).toMatchObject({ id: ID, name: 'kitchen' })
  })
})
