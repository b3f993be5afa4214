import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createInProcessBackplane } from '../../../src/cloud/backplane/index.ts'
import { deviceId, PRODUCT, type TestCloud, testCloud } from '../support/cloud.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

async function owner(id: string): Promise<string | null> {
  const { body } = await world.http.get(`${PRODUCT}/devices?deviceId=${id}`).set(world.admin)
  return body.devices[0]?.owner ?? null
}

describe('POST device_claims', () => {
  test.each(['/v1/device_claims', `${PRODUCT}/device_claims`, '/v1/products/10001/device_claims'])(
    '%s answers 63 base64 characters and what the caller owns now',
    async path => {
      const ann = await world.customer('ann@x.y')
      await world.ownedDevice(ann, deviceId(1))
      for (const body of [undefined, {}, { iccid: undefined }]) {
        const answer = await world.http.post(path).set(ann).send(body)
        expect(answer.status).toBe(200)
        expect(Object.keys(answer.body)).toEqual(['claim_code', 'device_ids'])
        expect(answer.body.claim_code).toMatch(/^[A-Za-z0-9+/]{63}$/)
        expect(answer.body.device_ids).toEqual([deviceId(1)])
      }
    },
  )

  test('never answers the same code twice', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, () => world.claimCode(world.admin)))
    expect(new Set(codes).size).toBe(20)
  })
})

describe('the number of a SIM card or a modem', () => {
  test.each(['iccid', 'imei'])('is the claim code itself, as %s', async field => {
    const code = '8934076500002589174'
    const ask = (as: { Authorization: string }) =>
      world.http
        .post('/v1/device_claims')
        .set(as)
        .send({ [field]: code })
    const ann = await world.customer('ann@x.y')
    expect((await ask(ann)).body).toEqual({ claim_code: code, device_ids: [] })
    expect((await ask(ann)).status).toBe(200)
    expect((await ask(await world.customer('bob@x.y'))).status).toBe(403)
    await world.device(deviceId(1), { claimCode: code })
    expect(await owner(deviceId(1))).toBe('ann@x.y')
  })

  test('is refused when it is none', async () => {
    const { status, body } = await world.http.post('/v1/device_claims').set(world.admin).send({ iccid: 'x' })
    expect([status, body.error]).toEqual([400, expect.stringContaining('iccid')])
  })
})

describe('a device that presents a claim code', () => {
  test("becomes its creator's, joins the creator's product, and is told", async () => {
    const ann = await world.customer('ann@x.y')
    const device = await world.ownedDevice(ann, deviceId(1))
    expect(device.messages('claimed')).toHaveLength(1)
    const { body } = await world.http.get('/v1/devices').set(ann)
    expect(body).toMatchObject([{ id: deviceId(1), owner: 'ann@x.y', product_id: 10001, online: true }])
  })

  test("stays outside any product when the creator is a developer, so its product id is its platform's", async () => {
    await world.ownedDevice(world.admin, deviceId(1))
    const { body } = await world.http.get(`/v1/devices/${deviceId(1)}`).set(world.admin)
    expect(body).toMatchObject({ product_id: 6, platform_id: 6, owner: 'dev@particle.test' })
  })

  test('comes online unowned with a code that has expired', async () => {
    const ann = await world.customer('ann@x.y')
    const code = await world.claimCode(ann)
    await world.clock.advance(3_600_000)
    const device = await world.device(deviceId(1), { claimCode: code })
    expect(device.messages('claimed')).toEqual([])
    expect(device.closed).toBe(false)
    expect((await world.http.get('/v1/devices').set(ann)).body).toEqual([])
  })

  test('comes online unowned with a code that nobody made, or another device has used', async () => {
    const ann = await world.customer('ann@x.y')
    const code = await world.claimCode(ann)
    await world.device(deviceId(1), { claimCode: code })
    const second = await world.device(deviceId(2), { claimCode: code })
    const third = await world.device(deviceId(3), { claimCode: 'x'.repeat(63) })
    expect([second, third].flatMap(device => device.messages('claimed'))).toEqual([])
    const { body } = await world.http.get('/v1/devices').set(ann)
    expect(body).toMatchObject([{ id: deviceId(1) }])
  })

  test('gets it alone, when two present the same code at the same moment', async () => {
    const ann = await world.customer('ann@x.y')
    const code = await world.claimCode(ann)
    const pair = [await world.device(deviceId(1)), await world.device(deviceId(2))]
    for (const device of pair) device.send({ type: 'claimCode', code })
    await world.clock.advance(0)
    expect(pair.flatMap(device => device.messages('claimed'))).toHaveLength(1)
    expect((await world.http.get('/v1/devices').set(ann)).body).toHaveLength(1)
  })

  test('does not move from another owner, who keeps it', async () => {
    const ann = await world.customer('ann@x.y')
    const bob = await world.customer('bob@x.y')
    const device = await world.ownedDevice(ann, deviceId(1))
    const code = await world.claimCode(bob)
    device.send({ type: 'claimCode', code })
    await world.clock.advance(0)
    expect(await owner(deviceId(1))).toBe('ann@x.y')
    // Nor is the code used up by the attempt.
    await world.device(deviceId(2), { claimCode: code })
    expect(await owner(deviceId(2))).toBe('bob@x.y')
  })

  test('is told again when it presents its own used code again, having missed the answer', async () => {
    const ann = await world.customer('ann@x.y')
    const code = await world.claimCode(ann)
    await world.device(deviceId(1), { claimCode: code })
    const again = await world.device(deviceId(1), { claimCode: code })
    expect(again.messages('claimed')).toHaveLength(1)
  })

  test('is not claimed a second time by a used code after its owner let it go', async () => {
    const ann = await world.customer('ann@x.y')
    const code = await world.claimCode(ann)
    await world.device(deviceId(1), { claimCode: code })
    await world.http.delete(`/v1/devices/${deviceId(1)}`).set(ann)
    const again = await world.device(deviceId(1), { claimCode: code })
    expect(again.messages('claimed')).toEqual([])
    expect(await owner(deviceId(1))).toBeNull()
  })
})

test('codes that nobody presented are not kept for ever', async () => {
  const backplane = createInProcessBackplane()
  onTestFinished(() => backplane.close())
  const { clock, claimCode, admin } = await testCloud({ backplane })
  const kept = () => backplane.bucket('claim-codes').find(() => true)
  for (let n = 0; n < 5; n++) await claimCode(admin)
  expect(await kept()).toHaveLength(5)
  await clock.advance(3_600_000)
  await claimCode(admin)
  expect(await kept()).toHaveLength(1)
})

test('how long a code is good for is an option', async () => {
  const short = await testCloud({ claimCodeLifetimeMs: 1_000 })
  const code = await short.claimCode(short.admin)
  await short.clock.advance(1_000)
  const device = await short.device(deviceId(1), { claimCode: code })
  expect(device.messages('claimed')).toEqual([])
})
