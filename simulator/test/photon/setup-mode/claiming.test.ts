import { expect, test } from 'vitest'
import { startSoftAp } from '../../../src/photon/softap/index.ts'
import { type Desk, desk } from '../support/desk.ts'
import { phone } from '../support/phone.ts'

const CODE = 'rqH0rQUgVQoI1Nz/kP7BqA7Xc4VmS9mjuYlUZoTxs8H7yVJdN+wGz1aJ0xuXpVf'

/** Sets a Photon up with a claim code over its own ports; it is online then. */
async function setUp(d: Desk): Promise<void> {
  await d.photon.powerOn()
  expect(await phone(d).ask('set', { k: 'cc', v: CODE })).toEqual({ r: 0 })
  expect(await phone(d).configure('HomeNet', 'correct-horse')).toEqual({ r: 0 })
  await phone(d).ask('connect-ap')
  await d.clock.advance(10_000)
  expect(d.photon.state).toBe('online')
}

async function listenAgain(d: Desk): Promise<void> {
  const held = d.photon.holdSetupButton(3_000)
  await d.clock.advance(5_000)
  await held
}

const codesOf = (d: Desk): string[][] =>
  d.cloud.sessions.map(session => session.all('claimCode').map(({ code }) => code))

test('S28: the claim code is told once at every handshake', async () => {
  await using d = desk({ startSoftAp })
  await setUp(d)
  await d.clock.advance(300_000)
  d.cloud.session.close()
  await d.clock.advance(300_000)
  expect(codesOf(d)).toEqual([[CODE], [CODE]])
})

test('S28: no code is told where none was set', async () => {
  await using d = desk({ startSoftAp })
  await d.photon.powerOn()
  await phone(d).configure('HomeNet', 'correct-horse')
  await phone(d).ask('connect-ap')
  await d.clock.advance(10_000)
  expect(codesOf(d)).toEqual([[]])
})

test('S28: until the cloud takes the code device-id says "0", whatever was set', async () => {
  await using d = desk({ startSoftAp })
  await setUp(d)
  await listenAgain(d)
  expect(await phone(d).ask('device-id')).toMatchObject({ c: '0' })
})

test('S28: once it has, the code is forgotten and device-id says "1" for ever', async () => {
  await using d = desk({ startSoftAp })
  await setUp(d)
  d.cloud.session.send({ type: 'claimed' })
  await d.clock.advance(1_000)
  d.cloud.session.close()
  await d.clock.advance(10_000)
  expect(codesOf(d)).toEqual([[CODE], []])

  await listenAgain(d)
  expect(await phone(d).ask('device-id')).toMatchObject({ c: '1' })
  await phone(d).ask('set', { k: 'cc', v: CODE })
  expect(await phone(d).ask('device-id')).toMatchObject({ c: '1' })

  const held = d.photon.holdSetupButton(10_000)
  await d.clock.advance(15_000)
  await held
  await d.photon.powerOff()
  await d.photon.powerOn()
  expect(await phone(d).ask('device-id')).toMatchObject({ c: '1' })
})
