import { createMcp9808, createRegisterFile } from '@particle-setup/simulator'
import { expect, test } from 'vitest'
import { COLD_MS, startSketch } from './support.ts'

test(
  'a servo follows the thermometer on the I²C bus, and what is wrong with that is told',
  async () => {
    const thermometer = createMcp9808({ celsius: 25 })
    const detach: (() => void)[] = []
    const sketch = await startSketch('servo', {
      wire: photon => detach.push(photon.attach(thermometer)),
    })
    const pulse = () => sketch.photon.pins.state('D2').servo
    const told = async () => (await sketch.events('sensor')).map(({ data }) => data)

    await sketch.advance(2_000)
    expect(await told()).toEqual(['ready'])
    expect(await sketch.read('celsius')).toBe(25)
    // Half of 544 to 2400 microseconds.
    expect(pulse()).toBe(1472)

    for (const [celsius, pulseUs] of [
      [-12.5, 544],
      [10, 544],
      [40, 2400],
      [99.9375, 2400],
    ] as const) {
      thermometer.celsius = celsius
      await sketch.advance(1_100)
      expect([await sketch.read('celsius'), pulse()]).toEqual([celsius, pulseUs])
    }

    detach[0]?.()
    await sketch.advance(1_100)
    expect(await sketch.read('sensor')).toBe('missing')
    expect(await sketch.read('celsius')).toBe(99.9375)
    expect(pulse()).toBe(2400)

    const stranger = sketch.photon.attach(createRegisterFile({ address: 0x18 }))
    await sketch.advance(1_100)
    expect(await sketch.read('sensor')).toBe('strange')
    stranger()
    thermometer.celsius = 25
    sketch.photon.attach(thermometer)
    await sketch.advance(1_100)
    expect(await told()).toEqual(['ready', 'missing', 'strange', 'ready'])

    expect(await sketch.call('trim', '-100')).toBe(1472)
    await sketch.advance(1_100)
    expect(pulse()).toBe(1372)
    await sketch.photon.powerOff()
    expect(pulse()).toBeUndefined()
  },
  COLD_MS,
)

test(
  'a thermometer that was never there is reported',
  async () => {
    const sketch = await startSketch('servo')
    await sketch.advance(1_100)
    expect((await sketch.events('sensor')).map(({ data }) => data)).toEqual(['missing'])
    expect(await sketch.read('sensor')).toBe('missing')
    expect(sketch.photon.pins.state('D2').servo).toBe(544)
  },
  COLD_MS,
)
