import { expect, test } from 'vitest'
import { COLD_MS, startSketch } from './support.ts'

test(
  'a program of two .ino, two .cpp and a library waters what is dry, until it is wet',
  async () => {
    const sketch = await startSketch('greenhouse', {
      wire({ pins }) {
        pins.analog.set('A0', 1_200)
        pins.analog.set('A1', 1_200)
      },
    })
    const { pins } = sketch.photon
    expect(pins.state('D4')).toMatchObject({ mode: 'output', level: 0 })
    expect(await sketch.read('beds')).toBe('tomatoes 100, basil 100')
    expect(await sketch.read('limit')).toBe(40)

    // The probe's value is smoothed: 50 %, then 25 %, and a turn takes a second.
    pins.analog.set('A1', 4_095)
    expect((await sketch.writes('D4', 2_500)).map(([level]) => level)).toEqual([1])
    await sketch.advance(5_000)
    expect((await sketch.events('watering')).map(({ data }) => data)).toEqual(['basil at 25%'])

    expect(await sketch.call('limit', '101')).toBe(-1)
    expect(await sketch.call('limit', '20')).toBe(20)
    pins.analog.set('A1', 2_650)
    expect((await sketch.writes('D4', 2_500)).map(([level]) => level)).toEqual([0])
    await sketch.advance(60_000)
    expect(await sketch.read('beds')).toBe('tomatoes 100, basil 49')
    expect(pins.output('D4')).toBe(0)
  },
  COLD_MS,
)
