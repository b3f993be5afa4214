import Particle from 'particle-api-js'
import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, serve, type TestCloud, testCloud } from '../support/cloud.ts'
import { receiver } from './support.ts'

let world: TestCloud
let particle: Particle
let auth: string
beforeEach(async () => {
  world = await testCloud()
  particle = new Particle({ baseUrl: await serve(world.cloud) })
  auth = world.cloud.defaults.user.token
})

describe.each([undefined, 'photon-kit'])('particle-api-js, product %s', product => {
  const where = () => ({ auth, ...(product !== undefined && { product }) })

  test('createWebhook, listWebhooks, deleteWebhook', async () => {
    const server = await receiver()
    const created = await particle.createWebhook({
      event: 'sensor',
      url: server.url,
      device: deviceId(1),
      noDefaults: true,
      rejectUnauthorized: false,
      hook: {
        method: 'PUT',
        headers: { 'X-Device': '{{{PARTICLE_DEVICE_ID}}}' },
        json: { value: '{{{PARTICLE_EVENT_VALUE}}}' },
        responseEvent: 'stored',
      },
      ...where(),
    })
    expect(created.statusCode).toBe(201)
    expect(created.body).toMatchObject({ ok: true, event: 'sensor', url: server.url })

    const { body } = await particle.listWebhooks(where())
    expect(body).toMatchObject([{ id: created.body.id, requestType: 'PUT', deviceID: deviceId(1) }])
    const { id } = created.body
    const path = product === undefined ? `/v1/webhooks/${id}` : `/v1/products/${product}/webhooks/${id}`
    await particle.post({ uri: `${path}/test`, auth })
    expect(server.requests).toMatchObject([
      { method: 'PUT', headers: { 'x-device': deviceId(1) }, body: '{"value":"test-event"}' },
    ])

    await particle.deleteWebhook({ hookId: id, ...where() })
    expect((await particle.listWebhooks(where())).body).toEqual([])
  })

  test('createIntegration, editIntegration, listIntegrations, deleteIntegration', async () => {
    const settings = { integration_type: 'Webhook', url: 'http://localhost:9/', requestType: 'POST' }
    const created = await particle.createIntegration({ event: 'a', settings, ...where() })
    const integrationId = created.body.id
    const edited = await particle.editIntegration({
      integrationId,
      event: 'b',
      settings: { ...settings, requestType: 'GET' },
      ...where(),
    })
    expect(edited.body).toMatchObject({ id: integrationId, event: 'b', requestType: 'GET' })
    const { body } = await particle.listIntegrations(where())
    expect(body).toMatchObject([{ id: integrationId, integration_type: 'Webhook', event: 'b' }])
    expect((await particle.deleteIntegration({ integrationId, ...where() })).statusCode).toBe(204)
    expect((await particle.listIntegrations(where())).body).toEqual([])
  })
})

test('particle-api-js tells of a webhook that is not there', async () => {
  await expect(particle.deleteWebhook({ hookId: '0'.repeat(24), auth })).rejects.toMatchObject({
    statusCode: 404,
    body: { ok: false, error: 'Webhook not found' },
  })
})
