import { beforeEach, expect, test } from 'vitest'
import { deviceId, serve, type TestCloud, testCloud } from '../support/cloud.ts'
import { openStream } from '../support/event-stream.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const refresh = () => world.http.post(`/v1/diagnostics/${deviceId(1)}/update`).set(world.admin)
const last = () => world.http.get(`/v1/diagnostics/${deviceId(1)}/last`).set(world.admin)

test('a refresh is accepted; an event and the last diagnostics say what it has found', async () => {
  await world.ownedDevice(world.admin, deviceId(1))
  const stream = await openStream(`${await serve(world.cloud)}/v1/devices/events`, world.admin)
  const { status, body } = await refresh()
  expect([status, body]).toEqual([202, { ok: true }])
  await world.clock.advance(0)
  const payload = {
    device: { cloud: { connection: { status: 'connected' } } },
    service: { device: { status: 'ok' }, coap: { round_trip: 0 } },
  }
  expect((await last()).body.diagnostics).toEqual({
    deviceID: deviceId(1),
    updated_at: new Date(world.clock.unixMs()).toISOString(),
    payload,
  })
  await expect
    .poll(() => stream.events())
    .toMatchObject([{ name: 'spark/device/diagnostics/update', body: { data: JSON.stringify(payload) } }])
})

test('a device that is offline is found not connected', async () => {
  const device = await world.ownedDevice(world.admin, deviceId(1))
  device.disconnect()
  await world.clock.advance(0)
  await refresh()
  await world.clock.advance(0)
  expect((await last()).body.diagnostics.payload).toEqual({
    device: { cloud: { connection: { status: 'disconnected' } } },
    service: { device: { status: 'not_connected' } },
  })
})

test('what a device tells of itself is an event, and the last diagnostics', async () => {
  const device = await world.ownedDevice(world.admin, deviceId(1))
  const stream = await openStream(`${await serve(world.cloud)}/v1/devices/events`, world.admin)
  device.send({
    type: 'vitals',
    vitals: { uptimeSeconds: 90, rssiDbm: -61, cloudDisconnects: 2, unacknowledgedMessages: 1 },
  })
  await world.clock.advance(0)
  const payload = {
    device: {
      network: { signal: { at: 'Wi-Fi', strengthv: { value: -61, unit: 'dBm' } } },
      cloud: { connection: { status: 'connected', disconnects: 2 }, coap: { unack: 1 } },
      system: { uptime: 90 },
    },
    service: { device: { status: 'ok' } },
  }
  expect((await last()).body.diagnostics.payload).toEqual(payload)
  await expect
    .poll(() => stream.events())
    .toMatchObject([{ name: 'spark/device/diagnostics/update', body: { data: JSON.stringify(payload) } }])
})

test('there are none before the first refresh: 404', async () => {
  await world.ownedDevice(world.admin, deviceId(1))
  expect((await last()).status).toBe(404)
})

test('nobody looks at a device that is not theirs', async () => {
  await world.ownedDevice(await world.customer('ann@x.y'), deviceId(1))
  expect([(await refresh()).status, (await last()).status]).toEqual([403, 403])
})

test('GET /v1/serial_numbers/:serial finds no Photon: they have none', async () => {
  const { status, body } = await world.http.get('/v1/serial_numbers/PH123').set(world.admin)
  expect([status, body]).toEqual([404, { ok: false, error: 'No device has the serial number PH123' }])
})
