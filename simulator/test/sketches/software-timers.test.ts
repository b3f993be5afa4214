import { beforeEach, describe, expect, test } from 'vitest'
import { COLD_MS, type Sketch, startSketch } from './support.ts'

let sketch: Sketch

beforeEach(async () => {
  sketch = await startSketch('software-timers')
}, COLD_MS)

describe('a periodic timer', () => {
  test('is called each period, to the millisecond', async () => {
    const [, ...changes] = await sketch.writes('D7', 1_300)
    expect(changes.map(([, afterMs]) => afterMs)).toEqual([250, 250, 250, 250])
  })

  test('has its new period from when it is changed', async () => {
    expect(await sketch.call('blink', '40')).toBe(40)
    const changes = await sketch.writes('D7', 200)
    expect(changes.map(([, afterMs]) => afterMs)).toEqual([40, 40, 40, 40, 40])
  })

  test('is silent once it is stopped, and starts with a whole period', async () => {
    expect(await sketch.call('blink', 'stop')).toBe(1)
    expect(await sketch.writes('D7', 1_000)).toEqual([])
    expect(await sketch.call('blink', 'start')).toBe(1)
    expect((await sketch.writes('D7', 600)).map(([, afterMs]) => afterMs)).toEqual([250, 250])
  })

  test('refuses a period that is none, and goes on', async () => {
    expect(await sketch.call('blink', 'fast')).toBe(-1)
    expect(await sketch.writes('D7', 1_000)).toHaveLength(4)
  })

  test('goes on while loop() is busy', async () => {
    const before = Number(await sketch.read('blinks'))
    const startMs = sketch.simulator.clock.nowMs()
    const after = await sketch.call('beBusy', '4')
    expect(sketch.simulator.clock.nowMs() - startMs).toBeGreaterThanOrEqual(4_000)
    expect(after - before).toBe(8)
  })

  test('is started by a reset as by the first start', async () => {
    await sketch.call('blink', 'stop')
    await sketch.photon.reset()
    await sketch.online()
    expect(await sketch.writes('D7', 1_000)).toHaveLength(4)
  })
})

describe('a timer for one shot', () => {
  test('is called once', async () => {
    expect(await sketch.call('light')).toBe(1)
    expect(await sketch.read('lightIsOn')).toBe(true)
    expect(await sketch.writes('D3', 20_000)).toEqual([[0, 5_000]])
    expect([await sketch.read('lightIsOn'), await sketch.read('goodNights')]).toEqual([false, 1])
  })

  test('is put off by a reset of it', async () => {
    await sketch.call('light')
    await sketch.advance(4_999)
    await sketch.call('light')
    expect(await sketch.writes('D3', 20_000)).toEqual([[0, 5_000]])
    expect(await sketch.read('goodNights')).toBe(1)
  })

  test('can be started again', async () => {
    for (const nights of [1, 2]) {
      await sketch.call('light')
      await sketch.advance(5_001)
      expect([sketch.photon.pins.output('D3'), await sketch.read('goodNights')]).toEqual([0, nights])
    }
  })
})
