import { expect, test } from 'vitest'
import { deviceId, PRODUCT, serve, testCloud } from './support/cloud.ts'
import { openStream } from './support/event-stream.ts'

test('a back-end with a product client provisions a device for a customer, who then streams and toggles it', async () => {
  const { cloud, http, device, clock, failures } = await testCloud()
  const { client } = cloud.defaults
  const url = await serve(cloud)

  const created = await http
    .post(`${PRODUCT}/customers`)
    .auth(client.id, client.secret)
    .type('form')
    .send({ email: 'Ann@Example.com', no_password: 'true' })
  expect(created.status).toBe(201)

  const scoped = await http
    .post('/oauth/token')
    .auth(client.id, client.secret)
    .type('form')
    .send({ grant_type: 'client_credentials', scope: 'customer=ann@example.com' })
  expect(scoped.body).toMatchObject({ token_type: 'bearer', scope: 'customer=ann@example.com' })
  const as = { Authorization: `Bearer ${scoped.body.access_token}` }

  const claim = await http.post('/v1/device_claims').set(as)
  const photon = await device(deviceId(1), {
    claimCode: claim.body.claim_code,
    functions: { toggleStream: argument => (argument === 'on' ? 1 : 0) },
  })
  expect(photon.messages('claimed')).toHaveLength(1)

  const stream = await openStream(`${url}/v1/devices/${deviceId(1)}/events/sensor`, as)
  photon.publish('sensor', '{"light":7}')
  await expect
    .poll(() => stream.events())
    .toMatchObject([{ name: 'sensor', body: { data: '{"light":7}', ttl: 60, coreid: deviceId(1) } }])

  const toggled = await http
    .post(`/v1/devices/${deviceId(1)}/toggleStream`)
    .set(as)
    .send({ args: 'on' })
  expect(toggled.body).toMatchObject({ id: deviceId(1), return_value: 1 })
  await clock.advance(0)
  expect(failures).toEqual([])
})
