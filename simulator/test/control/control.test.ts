import { createSimulator, type Simulator, type VirtualClock } from '@particle-setup/simulator'
import supertest from 'supertest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realFirmware } from '../firmware.ts'

let simulator: Simulator<VirtualClock>
let control: ReturnType<typeof supertest>

beforeAll(async () => {
  simulator = await createSimulator({ firmware: await realFirmware(), clock: 'virtual' })
  control = supertest(`${simulator.cloud.url}/simulator`)
})
afterAll(() => simulator.close())

test('GET / is what simulate --json prints, GET /health that it runs', async () => {
  const { body } = await control.get('/').expect(200)
  expect(body).toEqual(JSON.parse(JSON.stringify(await simulator.info())))
  await control.get('/health').expect(200, { ok: true, nowMs: simulator.clock.nowMs() })
})

describe('photons', () => {
  test('are listed, and found by id in any case and by SSID', async () => {
    const [photon] = simulator.photons
    const { body } = await control.get('/photons').expect(200)
    expect(body).toMatchObject([{ id: photon?.id, state: 'listening', led: { color: 'blue' } }])
    for (const key of [photon?.id.toUpperCase(), photon?.ssid]) {
      await control.get(`/photons/${key}`).expect(200, body[0])
    }
  })

  test('one that is not there is named, with the way to find out', async () => {
    const { body } = await control.get('/photons/nobody').expect(404)
    expect(body).toEqual({
      ok: false,
      error: 'there is no Photon "nobody"; give an id or SSID of GET /simulator/photons',
    })
  })

  test('can be switched off and on, and reset', async () => {
    const id = simulator.photons[0]?.id
    const off = await control.post(`/photons/${id}/power`).send({ on: false }).expect(200)
    expect(off.body.photon).toMatchObject({ state: 'off', led: { pattern: 'off' } })
    const on = await control.post(`/photons/${id}/power`).send({ on: true }).expect(200)
    expect(on.body.photon.state).toBe('listening')
    await control.post(`/photons/${id}/reset`).expect(200)
  })

  test('a body of the wrong form says what is wrong', async () => {
    const { body } = await control
      .post(`/photons/${simulator.photons[0]?.id}/power`)
      .send({ on: 'yes' })
      .expect(400)
    expect(body.error).toContain('on')
  })
})

test('networks come and go, and a name that is too long is refused', async () => {
  await control.post('/networks').send({ ssid: 'LabNet', password: 'open-sesame', channel: 1 }).expect(200)
  const { body } = await control.get('/networks').expect(200)
  expect(body.map(({ ssid }: { ssid: string }) => ssid)).toEqual(['HomeNet', 'CafeOpen', 'LabNet'])
  await control.delete('/networks/LabNet').expect(200, { ok: true, removed: 1 })
  await control.delete('/networks/LabNet').expect(404)
  const refused = await control
    .post('/networks')
    .send({ ssid: 'x'.repeat(33) })
    .expect(400)
  expect(refused.body.error).toContain('33 bytes')
})

test('time is read and moved', async () => {
  const before = simulator.clock.nowMs()
  const { body } = await control.post('/clock/advance').send({ ms: 1_500 }).expect(200)
  expect(body).toMatchObject({ ok: true, kind: 'virtual', nowMs: before + 1_500 })
  await control.post('/clock/advance').send({ ms: -1 }).expect(400)
})

test('faults are added, listed and cleared', async () => {
  await control.post('/faults').send({ kind: 'wifi-gone', ssid: 'HomeNet' }).expect(200)
  await control.get('/faults').expect(200, [{ kind: 'wifi-gone', ssid: 'HomeNet' }])
  await control.post('/faults').send({ kind: 'gremlins' }).expect(400)
  await control.delete('/faults').expect(200)
  expect(simulator.faults.list()).toEqual([])
})

test('the journal tells what happened, by kind, without secrets', async () => {
  const token = 'f'.repeat(40)
  await supertest(simulator.cloud.url).get(`/v1/devices?access_token=${token}`)
  const { body } = await control.get('/journal').query({ kind: 'request' }).expect(200)
  expect(body.at(-1)).toMatchObject({ kind: 'request', method: 'GET', status: 401 })
  expect(JSON.stringify(body)).not.toContain(token)
  await control.delete('/journal').expect(200)
  expect(simulator.journal.entries()).toEqual([])
})

test.each([
  ['an unknown route', 'get', '/nowhere', 404],
  ['an unknown method', 'patch', '/clock', 404],
] as const)('%s answers JSON that names it', async (_, method, path, status) => {
  const { body } = await control[method](path).expect(status)
  expect(body.error).toContain(`/simulator${path}`)
})

test('a body that is not JSON is 400, not a crash', async () => {
  const sent = control.post('/clock/advance').set('content-type', 'application/json').send('{"ms":')
  const { body } = await sent.expect(400)
  expect(body.ok).toBe(false)
})
