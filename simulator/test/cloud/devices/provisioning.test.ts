import { generateKeyPairSync } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, type TestCloud, testCloud } from '../support/cloud.ts'

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
const pem = publicKey.export({ type: 'spki', format: 'pem' })
const der = publicKey.export({ type: 'spki', format: 'der' })

let world: TestCloud
beforeEach(async () => {
  world = await testCloud({ trustOnFirstUse: false })
})

const send = (id: string, body: object) =>
  world.http.post(`/v1/provisioning/${id}`).set(world.admin).send(body)

describe('POST /v1/provisioning/:device', () => {
  test('puts a key on record, with which the device may come from then on', async () => {
    const answer = await send(deviceId(1).toUpperCase(), {
      publicKey: pem,
      algorithm: 'rsa',
      order: 'manual_1',
    })
    expect([answer.status, answer.body]).toEqual([200, 'Success!'])
    const device = await world.device(deviceId(1), { publicKey: der })
    expect(device.messages('hello')).toHaveLength(1)
    await expect(world.device(deviceId(1), { publicKey: Buffer.from('other') })).rejects.toMatchObject({
      reason: 'other-key',
    })
  })

  test('leaves the key of somebody else’s device alone', async () => {
    await send(deviceId(1), { publicKey: pem })
    await world.ownedDevice(await world.customer('ann@x.y'), deviceId(1), { publicKey: der })
    expect((await send(deviceId(1), { publicKey: pem })).status).toBe(403)
  })

  test.each([
    ['no key', deviceId(1), {}],
    ['a key that is none', deviceId(1), { publicKey: 'x' }],
    ['an id that is none', 'photon', { publicKey: pem }],
  ])('refuses %s', async (_what, id, body) => {
    const answer = await send(id, body)
    expect([answer.status, answer.body.ok]).toEqual([400, false])
  })
})
