import { expect, test } from 'vitest'
import { COLD_MS, startSketch } from './support.ts'

test(
  'D7 is high for a second and low for half a second, to the millisecond',
  async () => {
    const sketch = await startSketch('blink')
    expect(sketch.photon.pins.state('D7')).toMatchObject({ mode: 'output', level: 1 })
    const [, ...cycles] = await sketch.writes('D7', 4_200)
    // Between two turns of loop() the system has 10 ms.
    expect(cycles).toEqual([
      [1, 510],
      [0, 1_000],
      [1, 510],
      [0, 1_000],
    ])
  },
  COLD_MS,
)
