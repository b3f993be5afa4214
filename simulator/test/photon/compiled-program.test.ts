import { join } from 'node:path'
import { compile } from '@particle-setup/device-os-wasm/compile'
import { run } from '@particle-setup/device-os-wasm/run'
import type { VariableValue } from '@particle-setup/protocol/device'
import { beforeAll, describe, expect, test } from 'vitest'
import type { RunFirmware } from '../../src/photon/index.ts'
import { type Desk, desk, HOME } from './support/desk.ts'

let probe: RunFirmware

beforeAll(async () => {
  const { module } = await compile(join(import.meta.dirname, 'fixtures/probe'))
  probe = board => run(module, board)
}, 180_000)

async function online(): Promise<Desk> {
  const d = desk({ stored: [HOME], firmware: probe })
  await d.photon.powerOn()
  await d.clock.advance(10_000)
  expect(d.photon.state).toBe('online')
  return d
}

let lastToken = 0

async function call(d: Desk, name: string, argument = ''): Promise<number> {
  lastToken = (lastToken + 1) & 0xff
  const token = lastToken
  const { session } = d.cloud
  session.send({ type: 'functionCall', token, name, argument })
  const answer = () => session.all('functionReturn').find(message => message.token === token)
  await expect.poll(answer).toBeDefined()
  return answer()?.value ?? Number.NaN
}

async function read(d: Desk, name: string): Promise<VariableValue | undefined> {
  lastToken = (lastToken + 1) & 0xff
  const token = lastToken
  const { session } = d.cloud
  session.send({ type: 'variableRequest', token, name })
  const answer = () => session.all('variableValue').find(message => message.token === token)
  await expect.poll(answer).toBeDefined()
  return answer()?.value
}

describe('a Photon that runs a compiled program', () => {
  test('describes it, publishes what it measures and answers at once', async () => {
    await using d = await online()
    d.photon.pins.analog.set(10, 1234)
    await d.clock.advance(5_000)
    const events = d.cloud.session.all('event').filter(({ name }) => name === 'light')
    expect(events.length).toBeGreaterThanOrEqual(5)
    expect(events.at(-1)).toMatchObject({ data: '1234', isPrivate: true })
    expect(d.cloud.session.all('describe').at(-1)?.part.application).toEqual({
      functions: ['hang', 'crash', 'restart', 'remember', 'pause'],
      variables: { remembered: 'int32', light: 'int32', lastReset: 'int32' },
    })
    expect(await call(d, 'remember', '77')).toBe(77)
    expect(await read(d, 'remembered')).toBe(77)
    expect(d.photon.serial.lines).toEqual(['probe is ready'])
    expect(d.photon.snapshot().firmware).toMatchObject({ state: 'running' })
  })

  test('keeps its EEPROM when it resets itself', async () => {
    await using d = await online()
    await call(d, 'remember', '4711')
    await call(d, 'restart')
    await d.clock.advance(10_000)
    expect(d.photon.state).toBe('online')
    expect(await read(d, 'remembered')).toBe(4711)
    expect(await read(d, 'lastReset')).toBe(140)
  })

  test('survives its crash: SOS, and then a start that knows', async () => {
    await using d = await online()
    const failures: Error[] = []
    d.photon.on('panic', error => failures.push(error))
    await call(d, 'crash')
    await d.clock.advance(5_000)
    expect(d.photon.led).toEqual({ color: 'red', pattern: 'sos', flashes: 1 })
    expect(failures.map(({ name }) => name)).toEqual(['FirmwareTrapError'])
    await d.clock.advance(20_000)
    expect(d.photon.state).toBe('online')
    expect(await read(d, 'lastReset')).toBe(130)
  })

  test('survives its endless loop: the cloud is lost, the world goes on, RESET helps', async () => {
    await using d = await online()
    await call(d, 'hang')
    await d.clock.advance(20_000)
    expect(d.cloud.session.closed).toBe(true)
    expect(d.cloud.sessions).toHaveLength(1)
    await d.photon.reset()
    await d.clock.advance(10_000)
    expect(d.photon.state).toBe('online')
    expect(await read(d, 'lastReset')).toBe(20)
  })

  test('stays online while it only waits in delay()', async () => {
    await using d = await online()
    await call(d, 'pause', '60000')
    await d.clock.advance(30_000)
    const { session } = d.cloud
    const lights = session.all('event').filter(({ name }) => name === 'light').length
    session.send({ type: 'functionCall', token: 200, name: 'remember', argument: '5' })
    await d.clock.advance(1_000)
    expect(session.all('functionReturn').at(-1)).toEqual({ type: 'functionReturn', token: 200, value: 5 })
    await d.clock.advance(20_000)
    expect(session.all('event').filter(({ name }) => name === 'light')).toHaveLength(lights)
    expect(d.cloud.sessions.map(({ closed }) => closed)).toEqual([false])
  })

  test('can be switched off in the middle of anything', async () => {
    for (const trouble of ['hang', 'crash', 'restart', 'pause']) {
      await using d = await online()
      d.cloud.session.send({ type: 'functionCall', token: 1, name: trouble, argument: '60000' })
      await d.clock.advance(1_000)
      await d.photon.close()
      expect(d.clock.pending).toBe(0)
    }
  })
})
