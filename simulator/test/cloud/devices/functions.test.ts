import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, type TestCloud, testCloud, timeOut } from '../support/cloud.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const call = (name = 'echo') => world.http.post(`/v1/devices/${deviceId(1)}/${name}`).set(world.admin)

/** A device whose function answers how long its argument is, and remembers it. */
async function echoing(): Promise<string[]> {
  const heard: string[] = []
  const echo = (argument: string): number => heard.push(argument) && argument.length
  await world.ownedDevice(world.admin, deviceId(1), { functions: { echo } })
  return heard
}

describe('POST /v1/devices/:device/:function', () => {
  test('answers what the device returns', async () => {
    await echoing()
    const { status, body } = await call().send({ args: 'four' })
    expect(status).toBe(200)
    expect(Object.keys(body).slice(0, 4)).toEqual(['id', 'last_app', 'connected', 'return_value'])
    expect(body).toMatchObject({ id: deviceId(1), last_app: '', connected: true, return_value: 4 })
  })

  test('takes the first key of the body, whatever it is called, in JSON and in forms', async () => {
    const heard = await echoing()
    await call().send({ args: 'a' })
    await call().send({ anything: 'b', more: 'x' })
    await call().type('form').send({ arg: 'c' })
    await world.http
      .post(`/v1/devices/${deviceId(1)}/echo`)
      .type('form')
      .send(`access_token=${world.cloud.defaults.user.token}&arg=d`)
    await call().send({})
    await call()
    expect(heard).toEqual(['a', 'b', 'c', 'd', '', ''])
  })

  test('makes a string of an argument that is none', async () => {
    const heard = await echoing()
    for (const args of [5, true, null, { a: 1 }]) await call().send({ args })
    expect(heard).toEqual(['5', 'true', '', '{"a":1}'])
  })

  test('answers the bare number for format=raw', async () => {
    await echoing()
    const byQuery = await call().query({ format: 'raw' }).send({ args: 'ab' })
    expect(byQuery.text).toBe('2')
    const byForm = await call().type('form').send({ args: 'abc', format: 'raw' })
    expect(byForm.text).toBe('3')
  })

  test('does not find a function that the device does not describe, and does not ask the device', async () => {
    await echoing()
    for (const name of ['Echo', 'nothing', 'toString']) {
      const { status, body } = await call(name).send({ args: '' })
      expect([status, body]).toEqual([404, { ok: false, error: `Function ${name} not found` }])
    }
  })

  test('times out with 400 for a device that is offline', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1), { functions: { echo: () => 1 } })
    device.disconnect()
    await world.clock.advance(0)
    const { status, body } = await call().send({ args: '' })
    expect([status, body]).toEqual([400, { ok: false, error: 'Timed out.' }])
  })

  test('times out with 408 after 10 s for a device that does not answer', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1), { functions: { echo: () => undefined } })
    const asked = () => device.messages('functionCall').length > 0
    const { status, body } = await timeOut(world.clock, call().send({ args: '' }), asked)
    expect([status, body]).toEqual([408, { ok: false, error: 'Timed out.' }])
  })

  test('times out at once when the device goes while it is asked', async () => {
    const device = await world.ownedDevice(world.admin, deviceId(1), { functions: { echo: () => undefined } })
    const asked = call()
      .send({ args: '' })
      .then(answer => answer.status)
    await expect.poll(() => device.messages('functionCall')).toHaveLength(1)
    device.disconnect()
    expect(await asked).toBe(408)
  })

  test('waits for a firmware whose setup() is not done yet', async () => {
    const device = await world.device(deviceId(1), {
      functions: { echo: () => 5 },
      describes: false,
      claimCode: await world.claimCode(world.admin),
    })
    device.send({ type: 'describe', part: { system: { platformId: 6, modules: [] } } })
    await world.clock.advance(0)
    const before = world.clock.pending
    const asked = call()
      .send({ args: '' })
      .then(answer => answer.body)
    await expect.poll(() => world.clock.pending).toBe(before + 1)
    device.describe()
    expect((await asked).return_value).toBe(5)
  })

  test('keeps many calls apart', async () => {
    await world.ownedDevice(world.admin, deviceId(1), { functions: { twice: n => Number(n) * 2 } })
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => call('twice').send({ args: String(n) })),
    )
    expect(answers.map(answer => answer.body.return_value)).toEqual(
      Array.from({ length: 40 }, (_, n) => n * 2),
    )
  })

  test('refuses an argument that no Photon takes', async () => {
    const heard = await echoing()
    const { status, body } = await call().send({ args: 'x'.repeat(623) })
    expect([status, body.ok]).toEqual([400, false])
    await call().send({ args: 'x'.repeat(622) })
    expect(heard).toHaveLength(1)
  })

  test("answers 404 for a device that does not exist, and 403 for somebody else's", async () => {
    const unknown = await call().send({ args: '' })
    expect([unknown.status, unknown.body]).toEqual([404, { ok: false, error: 'Function echo not found' }])
    await world.ownedDevice(await world.customer('ann@x.y'), deviceId(1), { functions: { echo: () => 1 } })
    expect((await call().send({ args: '' })).status).toBe(403)
  })
})
