import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, type TestCloud, testCloud, timeOut } from '../support/cloud.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const DENIED = {
  error: 'Permission Denied',
  info: "I didn't recognize that device name or ID, try opening https://api.particle.io/v1/devices?access_token=undefined",
}

describe('GET /v1/devices', () => {
  test('lists a Photon as clients read it', async () => {
    await world.ownedDevice(world.admin, deviceId(1), {
      functions: { beep: () => 1 },
      variables: { count: 1, on: true, level: 0.5, label: 'x' },
    })
    const now = new Date(world.clock.unixMs()).toISOString()
    const { body } = await world.http.get('/v1/devices').set(world.admin)
    expect(body).toEqual([
      {
        id: deviceId(1),
        name: null,
        owner: 'dev@particle.test',
        last_ip_address: '198.51.100.7',
        last_heard: now,
        last_handshake_at: now,
        product_id: 6,
        online: true,
        connected: true,
        platform_id: 6,
        cellular: false,
        notes: null,
        functions: ['beep'],
        variables: { count: 'int32', on: 'bool', level: 'double', label: 'string' },
        status: 'normal',
        serial_number: null,
        mobile_secret: null,
        system_firmware_version: '2.3.1',
        current_build_target: '2.3.1',
        pinned_build_target: null,
        default_build_target: '2.3.1',
        firmware_updates_enabled: true,
        firmware_updates_forced: false,
        last_app: null,
      },
    ])
  })

  test('has the newest handshake first', async () => {
    await world.ownedDevice(world.admin, deviceId(1))
    await world.clock.advance(1_000)
    await world.ownedDevice(world.admin, deviceId(2))
    const { body } = await world.http.get('/v1/devices').set(world.admin)
    expect(body.map((device: { id: string }) => device.id)).toEqual([deviceId(2), deviceId(1)])
  })

  test('shows customers their own devices, and the developer none of theirs', async () => {
    const ann = await world.customer('ann@x.y')
    const bob = await world.customer('bob@x.y')
    await world.ownedDevice(ann, deviceId(1))
    expect((await world.http.get('/v1/devices').set(ann)).body).toHaveLength(1)
    expect((await world.http.get('/v1/devices').set(bob)).body).toEqual([])
    expect((await world.http.get('/v1/devices').set(world.admin)).body).toEqual([])
  })
})

describe('GET /v1/devices/:device', () => {
  test('takes an id in any case, and a name of the caller’s own', async () => {
    await world.ownedDevice(world.admin, deviceId(1))
    await world.http
      .put(`/v1/devices/${deviceId(1)}`)
      .set(world.admin)
      .send({ name: 'my photon' })
    for (const name of [deviceId(1).toUpperCase(), 'my%20photon']) {
      expect((await world.http.get(`/v1/devices/${name}`).set(world.admin)).body.id).toBe(deviceId(1))
    }
    const ann = await world.customer('ann@x.y')
    expect((await world.http.get('/v1/devices/my%20photon').set(ann)).status).toBe(403)
  })

  test('keeps what an offline device last offered', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1), { functions: { beep: () => 1 } })
    device.disconnect()
    await world.clock.advance(0)
    const { body } = await world.http.get(`/v1/devices/${deviceId(1)}`).set(world.admin)
    expect(body).toMatchObject({ online: false, connected: false, functions: ['beep'], variables: {} })
  })
})

test.each<
  [string, (id: string, as: { Authorization: string }) => PromiseLike<{ status: number; body: unknown }>]
>([
  ['GET attributes', (id, as) => world.http.get(`/v1/devices/${id}`).set(as)],
  ['GET variable', (id, as) => world.http.get(`/v1/devices/${id}/x`).set(as)],
  ['GET events', (id, as) => world.http.get(`/v1/devices/${id}/events`).set(as)],
  ['PUT', (id, as) => world.http.put(`/v1/devices/${id}`).set(as).send({ name: 'mine' })],
  ['PUT ping', (id, as) => world.http.put(`/v1/devices/${id}/ping`).set(as)],
  ['DELETE', (id, as) => world.http.delete(`/v1/devices/${id}`).set(as)],
])(
  "%s of a device that is unknown or another customer's: 403, literally as recorded",
  async (_name, send) => {
    await world.ownedDevice(await world.customer('ann@x.y'), deviceId(1))
    const bob = await world.customer('bob@x.y')
    for (const id of [deviceId(1), deviceId(9), 'nobody']) {
      const { status, body } = await send(id, bob)
      expect([status, body]).toEqual([403, DENIED])
    }
  },
)

describe('PUT /v1/devices/:device', () => {
  const put = (body: object) =>
    world.http
      .put(`/v1/devices/${deviceId(1)}`)
      .set(world.admin)
      .send(body)

  test('renames', async () => {
    await world.ownedDevice(world.admin, deviceId(1))
    const updatedAt = new Date(world.clock.unixMs()).toISOString()
    expect((await put({ name: 'kitchen' })).body).toEqual({
      id: deviceId(1),
      name: 'kitchen',
      updated_at: updatedAt,
    })
    const { body } = await world.http.get('/v1/devices/kitchen').set(world.admin)
    expect(body.name).toBe('kitchen')
  })

  test('takes notes', async () => {
    await world.ownedDevice(world.admin, deviceId(1))
    expect((await put({ notes: 'by the window' })).body).toMatchObject({ notes: 'by the window' })
    const { body } = await world.http.get(`/v1/devices/${deviceId(1)}`).set(world.admin)
    expect(body.notes).toBe('by the window')
  })

  test.each([
    ['1', true],
    ['0', false],
    [1, true],
    [0, false],
  ])('signals %j', async (signal, signaling) => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    expect((await put({ signal })).body).toEqual({ id: deviceId(1), connected: true, signaling })
    expect(device.messages('signal')).toMatchObject([{ on: signaling }])
  })

  test('signals an offline device: 500 as recorded', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    device.disconnect()
    await world.clock.advance(0)
    const { status, body } = await put({ signal: '1' })
    expect(status).toBe(500)
    expect(body).toEqual({
      ok: false,
      code: 500,
      errors: [{ error: "Timed out, didn't hear back from device service" }],
    })
  })

  test('renames with a signal at once, as particle-api-js 6 does, also when offline', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1))
    expect((await put({ name: 'a', signal: '0' })).body.name).toBe('a')
    expect(device.messages('signal')).toMatchObject([{ on: false }])
    device.disconnect()
    await world.clock.advance(0)
    const offline = await put({ name: 'b', signal: '0' })
    expect([offline.status, offline.body.name]).toEqual([200, 'b'])
  })

  test('says what it takes when there is nothing to change', async () => {
    await world.ownedDevice(world.admin, deviceId(1))
    const { status, body } = await put({})
    expect([status, body.error]).toEqual([400, 'Nothing to change: give name, notes or signal'])
    expect((await put({ name: 7 })).status).toBe(400)
  })
})

describe('PUT /v1/devices/:device/ping', () => {
  const ping = () => world.http.put(`/v1/devices/${deviceId(1)}/ping`).set(world.admin)

  test('asks the device', async () => {
    await world.ownedDevice(world.admin, deviceId(1))
    expect((await ping()).body).toEqual({ online: true, ok: true })
  })

  test('is no error for a device that is offline or silent', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1), { answers: false })
    const silent = await timeOut(world.clock, ping(), () => device.messages('ping').length > 0)
    expect([silent.status, silent.body]).toEqual([200, { online: false, ok: true }])
    device.disconnect()
    await world.clock.advance(0)
    expect((await ping()).body).toEqual({ online: false, ok: true })
  })
})
