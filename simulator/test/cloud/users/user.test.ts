import { expect, test } from 'vitest'
import { deviceId, testCloud } from '../support/cloud.ts'

test('GET /v1/user describes the account behind the token', async () => {
  const { http, admin, ownedDevice } = await testCloud()
  await ownedDevice(admin, deviceId(1))
  const { body } = await http.get('/v1/user').set(admin)
  expect(body).toMatchObject({
    username: 'dev@particle.test',
    subscription_ids: [],
    account_info: { first_name: '', last_name: '', business_account: false },
    wifi_device_count: 1,
    cellular_device_count: 0,
    mfa: { enabled: false },
    no_password: false,
  })
})

test('GET /v1/user/identify answers id and e-mail', async () => {
  const { http, admin } = await testCloud()
  const { body } = await http.get('/v1/user/identify?tracking=1').set(admin)
  expect(body).toEqual({ id: expect.stringMatching(/^[0-9a-f]{24}$/), email: 'dev@particle.test' })
})
