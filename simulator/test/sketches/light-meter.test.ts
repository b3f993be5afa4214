import { beforeEach, describe, expect, test } from 'vitest'
import { COLD_MS, type Sketch, startSketch } from './support.ts'

let sketch: Sketch

beforeEach(async () => {
  sketch = await startSketch('light-meter', { wire: photon => photon.pins.analog.set('A0', 2_100) })
  await sketch.advance(500)
}, COLD_MS)

async function shine(value: number): Promise<void> {
  sketch.photon.pins.analog.set('A0', value)
  await sketch.advance(500)
}

describe('cloud variables', () => {
  test('have the values and types of what the program holds', async () => {
    expect(await sketch.read('raw')).toBe(2_100)
    expect(await sketch.read('percent')).toBe(50)
    expect(await sketch.read('volts')).toBeCloseTo(1.692, 3)
    expect(await sketch.read('daytime')).toBe('day')
    expect(await sketch.read('night')).toBe(false)
  })

  test('are described by type', async () => {
    const { variables } = await sketch.api('GET', `/v1/devices/${sketch.photon.id}`)
    expect(variables).toEqual({
      raw: 'int32',
      percent: 'int32',
      volts: 'double',
      daytime: 'string',
      night: 'bool',
      average: 'double',
    })
  })

  test('that are functions are worked out when they are asked for', async () => {
    sketch.photon.pins.analog.set('A0', 4_095)
    expect([await sketch.read('raw'), await sketch.read('average')]).toEqual([2_100, 3.3])
  })

  test.each([
    [0, 0],
    [300, 0],
    [335, 0],
    [336, 1],
    [3_899, 99],
    [3_900, 100],
    [4_095, 100],
  ])('map() cuts off and constrain() holds: %i is %i %%', async (raw, percent) => {
    await shine(raw)
    expect(await sketch.read('percent')).toBe(percent)
  })
})

test('dusk and dawn are told once each, and what lies between is not', async () => {
  for (const raw of [900, 1_100, 900, 1_300, 1_500, 1_100]) await shine(raw)
  expect(await sketch.events('light/')).toEqual([
    { name: 'light/day', data: '50% 1.69V', coreid: sketch.photon.id },
    { name: 'light/night', data: '16% 0.73V', coreid: sketch.photon.id },
    { name: 'light/day', data: '33% 1.21V', coreid: sketch.photon.id },
  ])
})

test('a pin that nobody holds shows a room: noise, within what a converter can say', async () => {
  sketch.photon.pins.analog.release('A0')
  const seen = new Set<number>()
  for (let sample = 0; sample < 10; sample++) {
    await sketch.advance(200)
    seen.add(Number(await sketch.read('raw')))
  }
  expect(seen.size).toBeGreaterThan(3)
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...seen)).toBeLessThanOrEqual(4_095)
})
