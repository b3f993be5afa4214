import { compile } from '@particle-setup/device-os-wasm/compile'
import { createMcp9808, createSimulator, createSpiLoopback, type Photon } from '@particle-setup/simulator'
import supertest from 'supertest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** Copies what it reads at D3 and A0 to D7 and to the EEPROM's first byte. */
const COPIES = `
#include "Particle.h"
SYSTEM_MODE(MANUAL)
void setup() {
  pinMode(D3, INPUT_PULLDOWN);
  pinMode(D7, OUTPUT);
}
void loop() {
  digitalWrite(D7, digitalRead(D3));
  EEPROM.write(0, static_cast<uint8_t>(analogRead(A0) / 16));
}`

let photon: Photon
let advance: (ms: number) => Promise<void>
let close: () => Promise<void>
let control: ReturnType<typeof supertest>

beforeAll(async () => {
  const firmware = await compile({ name: 'copies', files: new Map([['app.cpp', Buffer.from(COPIES)]]) })
  const simulator = await createSimulator({ firmware, clock: 'virtual' })
  const [first] = simulator.photons
  if (!first) throw new Error('no Photon')
  photon = first
  advance = ms => simulator.clock.advance(ms)
  close = () => simulator.close()
  control = supertest(`${simulator.cloud.url}/simulator/photons/${photon.id}`)
}, 180_000)
afterAll(() => close())

describe('pins', () => {
  test('are listed, and read one by one under any of their names', async () => {
    await advance(100)
    const { body } = await control.get('/pins').expect(200)
    expect(body).toHaveLength(18)
    expect(body[7]).toMatchObject({ name: 'D7', pin: 7, mode: 'output' })
    const { body: one } = await control.get('/pins/wkp').expect(200)
    expect(one).toMatchObject({ name: 'A7', pin: 17 })
  })

  test('are driven by a level, which the program sees, and released', async () => {
    const { body } = await control.put('/pins/D3').send({ level: 1 }).expect(200)
    expect(body).toMatchObject({ ok: true, pin: { name: 'D3', level: 1, held: { level: 1 } } })
    await advance(100)
    expect((await control.get('/pins/D7')).body.level).toBe(1)
    await control.delete('/pins/D3').expect(200)
    await advance(100)
    expect((await control.get('/pins/D7')).body.level).toBe(0)
  })

  test('are driven by a value at the converter', async () => {
    await control.put('/pins/A0').send({ value: 3200 }).expect(200)
    await advance(100)
    const { body } = await control.get('/eeprom').query({ length: 1, as: 'array' }).expect(200)
    expect(body).toEqual({ offset: 0, length: 1, bytes: [200] })
  })

  test.each([
    ['/pins/D9', { level: 1 }, 404, 'there is no pin "D9"'],
    ['/pins/D3', { value: 1 }, 400, 'D3 has no converter'],
    ['/pins/D3', { level: 2 }, 400, 'level'],
    ['/pins/A0', { value: 4096 }, 400, '4095'],
    ['/pins/A0', {}, 400, 'level'],
  ])('PUT %s %j is %i: %s', async (path, sent, status, message) => {
    const { body } = await control.put(path).send(sent).expect(status)
    expect(body.ok).toBe(false)
    expect(body.error).toContain(message)
  })
})

describe('the EEPROM', () => {
  test('is read and written as base64, as an array and as bytes', async () => {
    const write = () => control.put('/eeprom')
    await write()
      .send({ offset: 10, bytes: [1, 2, 3] })
      .expect(200, { ok: true, offset: 10, length: 3 })
    await write().send({ offset: 13, base64: 'BAU=' }).expect(200)
    const raw = write().query({ offset: 15 }).type('application/octet-stream')
    await raw.send(Buffer.from([6])).expect(200, { ok: true, offset: 15, length: 1 })
    expect([...photon.flash.eeprom.subarray(10, 17)]).toEqual([1, 2, 3, 4, 5, 6, 0xff])
    await control.get('/eeprom').query({ offset: 10, length: 2 }).expect(200, {
      offset: 10,
      length: 2,
      base64: 'AQI=',
    })
    const { body } = await control.get('/eeprom').query({ as: 'bytes' }).expect(200)
    expect(body).toEqual(Buffer.from(photon.flash.eeprom))
  })

  test.each([
    [{ offset: 2047, bytes: [1, 2] }, 'go past'],
    [{ offset: -1, bytes: [1] }, 'offset'],
    [{ bytes: [256] }, 'bytes'],
    [{ base64: '***' }, 'base64'],
  ])('cannot be written with %j', async (sent, message) => {
    const { body } = await control.put('/eeprom').send(sent).expect(400)
    expect(body.error).toContain(message)
  })

  test('cannot be read past its end', async () => {
    await control.get('/eeprom').query({ offset: 2040, length: 9 }).expect(400)
    await control.get('/eeprom').query({ as: 'hex' }).expect(400)
  })
})

test('what is attached is listed', async () => {
  photon.attach(createMcp9808())
  const detach = photon.attach(createSpiLoopback({ selectPin: 'DAC' }))
  await control.get('/peripherals').expect(200, [
    { bus: 'i2c', name: 'MCP9808', address: 0x18 },
    { bus: 'spi', name: 'loopback', selectPin: 'A6' },
  ])
  detach()
  expect((await control.get('/peripherals')).body).toHaveLength(1)
})
