import Particle from 'particle-api-js'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { deviceId, serve, type TestCloud, testCloud } from '../support/cloud.ts'

let world: TestCloud
let particle: Particle
beforeEach(async () => {
  world = await testCloud()
  particle = new Particle({ baseUrl: await serve(world.cloud) })
})

const login = async (): Promise<string> => {
  const { body } = await particle.login({ username: 'dev@particle.test', password: 'photon' })
  return body.access_token
}

test('login, and how it fails', async () => {
  expect(await login()).toMatch(/^[0-9a-f]{40}$/)
  await expect(particle.login({ username: 'dev@particle.test', password: 'x' })).rejects.toMatchObject({
    statusCode: 400,
    body: { error: 'invalid_grant' },
    shortErrorDescription: 'User credentials are invalid',
  })
})

test('loginAsClientOwner', async () => {
  const { client } = world.cloud.defaults
  const owner = new Particle({
    baseUrl: await serve(world.cloud),
    clientId: client.id,
    clientSecret: client.secret,
  })
  const { body } = await owner.loginAsClientOwner({})
  const user = await owner.getUserInfo({ auth: body.access_token })
  expect(user.body).toMatchObject({ username: 'dev@particle.test' })
})

test('createCustomer, getClaimCode, listDevices, getDevice, callFunction, getVariable, renameDevice', async () => {
  const { client } = world.cloud.defaults
  const backEnd = new Particle({
    baseUrl: await serve(world.cloud),
    clientId: client.id,
    clientSecret: client.secret,
  })
  const customer = await backEnd.createCustomer({ email: 'ann@x.y', password: 'pw', product: 'photon-kit' })
  expect(customer.statusCode).toBe(201)
  const auth = String(Object(customer.body).access_token)

  const claim = await particle.getClaimCode({ auth })
  await world.device(deviceId(1), {
    claimCode: claim.body.claim_code,
    functions: { add: text => Number(text) + 1 },
    variables: { count: 3 },
  })

  const list = await particle.listDevices({ auth })
  expect(list.body).toMatchObject([{ id: deviceId(1), online: true }])
  const device = await particle.getDevice({ deviceId: deviceId(1), auth })
  expect(device.body).toMatchObject({ functions: ['add'], variables: { count: 'int32' } })
  const call = await particle.callFunction({ deviceId: deviceId(1), name: 'add', argument: '41', auth })
  expect(call.body.return_value).toBe(42)
  const variable = await particle.getVariable({ deviceId: deviceId(1), name: 'count', auth })
  expect(variable.body.result).toBe(3)
  const renamed = await particle.renameDevice({ deviceId: deviceId(1), name: 'kitchen', auth })
  expect(renamed.body).toMatchObject({ id: deviceId(1), name: 'kitchen' })
})

test('getEventStream and publishEvent', async () => {
  const auth = await login()
  const stream = await particle.getEventStream({ deviceId: 'mine', auth })
  onTestFinished(() => stream.abort())
  const heard: unknown[] = []
  stream.on('event', event => heard.push(event))

  await particle.publishEvent({ name: 'greeting', data: 'hello', isPrivate: true, auth })
  const device = await world.ownedDevice(world.admin, deviceId(1))
  device.publish('sensor', '1')
  await expect
    .poll(() => heard)
    .toMatchObject([
      { name: 'greeting', data: 'hello', coreid: 'api' },
      { name: 'spark/status', data: 'online' },
      { name: 'sensor', data: '1', coreid: deviceId(1) },
    ])
})

test('getEventStream of somebody else’s device tells the refusal', async () => {
  await world.ownedDevice(await world.customer('ann@x.y'), deviceId(1))
  await expect(particle.getEventStream({ deviceId: deviceId(1), auth: await login() })).rejects.toMatchObject(
    { statusCode: 403, body: { error: 'Permission Denied' } },
  )
})

test('claimDevice, signalDevice, removeDevice', async () => {
  const auth = await login()
  await world.device(deviceId(1))
  const claim = await particle.claimDevice({ deviceId: deviceId(1), auth })
  expect(claim.body).toMatchObject({ ok: true, connected: true })
  const signal = await particle.signalDevice({ deviceId: deviceId(1), signal: true, auth })
  expect(signal.body).toMatchObject({ signaling: true })
  const removed = await particle.removeDevice({ deviceId: deviceId(1), auth })
  expect(removed.body).toEqual({ ok: true })
})

test('addDeviceToProduct by file, product lists, and removal', async () => {
  const auth = await login()
  const product = 'photon-kit'
  const file = Buffer.from(`${deviceId(1)}\r\n${deviceId(2)}\n`)
  const added = await particle.addDeviceToProduct({ product, file, auth })
  expect(added.body).toMatchObject({ updated: 2 })
  const list = await particle.listDevices({ product, auth })
  expect(list.body).toMatchObject({ meta: { total_pages: 1 } })
  const removed = await particle.removeDevice({ deviceId: deviceId(1), product, auth })
  expect(removed.statusCode).toBe(204)
  const products = await particle.listProducts({ auth })
  expect(products.body).toMatchObject({ products: [{ slug: 'photon-kit' }] })
})

test('deleteAccessToken, without any credential of its own', async () => {
  const auth = await login()
  const { body } = await particle.deleteAccessToken({ token: auth })
  expect(body).toEqual({ ok: true })
  await expect(particle.getUserInfo({ auth })).rejects.toMatchObject({
    statusCode: 401,
    shortErrorDescription: 'The access token provided is invalid.',
  })
})
