import { run } from '@particle-setup/device-os-wasm/run'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadTinker } from '../../src/program.ts'
import { type Desk, desk, HOME } from '../photon/support/desk.ts'

let tinker: Awaited<ReturnType<typeof loadTinker>>

beforeAll(async () => {
  tinker = await loadTinker()
}, 180_000)

async function online(): Promise<Desk> {
  const d = desk({ stored: [HOME], firmware: board => run(tinker, board) })
  await d.photon.powerOn()
  await d.clock.advance(10_000)
  return d
}

async function call(d: Desk, name: string, argument: string): Promise<number | undefined> {
  const { session } = d.cloud
  const earlier = session.all('functionReturn').length
  session.send({ type: 'functionCall', token: 1, name, argument })
  await expect.poll(() => session.all('functionReturn').length).toBe(earlier + 1)
  return session.all('functionReturn').at(-1)?.value
}

describe('Tinker', () => {
  test('compiles without a warning and offers its four functions', async () => {
    await using d = await online()
    expect(tinker.warnings).toEqual([])
    expect(d.photon.snapshot().firmware).toMatchObject({
      functions: ['digitalread', 'digitalwrite', 'analogread', 'analogwrite'],
      variables: {},
    })
  })

  test.each([
    ['D7,HIGH', 7, 1],
    ['D7 HIGH', 7, 1],
    ['D0,LOW', 0, 0],
    ['A1,HIGH', 11, 1],
  ])('digitalwrite %s sets the pin', async (argument, pin, level) => {
    await using d = await online()
    expect(await call(d, 'digitalwrite', argument)).toBe(1)
    expect(d.photon.pins.output(pin)).toBe(level)
  })

  test('digitalread answers the level and makes the pin an input again', async () => {
    await using d = await online()
    expect(await call(d, 'digitalread', 'D7')).toBe(0)
    d.photon.pins.digital.set(7, 1)
    d.photon.pins.digital.set(13, 1)
    expect(await call(d, 'digitalread', 'D7')).toBe(1)
    expect(await call(d, 'digitalread', 'A3')).toBe(1)
    d.photon.pins.digital.release(7)
    await call(d, 'digitalwrite', 'D7,HIGH')
    expect(await call(d, 'digitalread', 'D7')).toBe(0)
  })

  test('analogread answers what the converter reads', async () => {
    await using d = await online()
    d.photon.pins.analog.set(14, 3210)
    expect(await call(d, 'analogread', 'A4')).toBe(3210)
  })

  test.each([
    ['D0,36', 0, 36],
    ['A4 177', 14, 177],
    ['A3,4000', 13, 4000],
  ])('analogwrite %s sets the pin', async (argument, pin, value) => {
    await using d = await online()
    expect(await call(d, 'analogwrite', argument)).toBe(1)
    expect(d.photon.pins.output(pin)).toBe(value)
  })

  test('answers what it does not understand with a negative number', async () => {
    await using d = await online()
    const answers = {
      digitalread: { D8: -1, '': -1, X1: -2 },
      digitalwrite: { 'D9,HIGH': -1, 'D7,1': -2, D7: -2, 'X1,HIGH': -3 },
      analogread: { A9: -1, X1: -2, D1: -3 },
      analogwrite: { 'A8,1': -1, 'X1,1': -2 },
    }
    for (const [name, cases] of Object.entries(answers)) {
      for (const [argument, answer] of Object.entries(cases)) {
        expect([name, argument, await call(d, name, argument)]).toEqual([name, argument, answer])
      }
    }
  })
})
