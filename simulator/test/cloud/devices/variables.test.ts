import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, type TestCloud, testCloud, timeOut } from '../support/cloud.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const read = (name: string) => world.http.get(`/v1/devices/${deviceId(1)}/${name}`).set(world.admin)

describe('GET /v1/devices/:device/:variable', () => {
  test.each([
    ['int32', 42],
    ['double', 21.5],
    ['bool', false],
    ['string', 'grüß'],
  ])('answers a value of type %s as JSON, and bare for format=raw', async (_type, value) => {
    await world.ownedDevice(world.admin, deviceId(1), { variables: { 'my value': value } })
    const { status, body } = await read('my%20value')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      cmd: 'VarReturn',
      name: 'my value',
      result: value,
      coreInfo: { deviceID: deviceId(1), connected: true, last_app: '', product_id: 6 },
    })
    expect(body.coreInfo.last_heard).toBe(new Date(world.clock.unixMs()).toISOString())
    expect((await read('my%20value').query({ format: 'raw' })).text).toBe(String(value))
  })

  test('does not find what the device does not describe', async () => {
    await world.ownedDevice(world.admin, deviceId(1))
    for (const name of ['nothing', 'constructor']) {
      const { status, body } = await read(name)
      expect([status, body]).toEqual([404, { ok: false, error: `Unknown Variable: ${name}` }])
    }
  })

  test('times out with 408 and no ok, offline or silent', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1), {
      variables: { count: 1 },
      answers: false,
    })
    const asked = () => device.messages('variableRequest').length > 0
    const silent = await timeOut(world.clock, read('count'), asked)
    expect([silent.status, silent.body]).toEqual([408, { error: 'Timed out.' }])
    device.disconnect()
    await world.clock.advance(0)
    const offline = await read('count')
    expect([offline.status, offline.body]).toEqual([408, { error: 'Timed out.' }])
  })
})
