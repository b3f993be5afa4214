import { expect, test } from 'vitest'
import { COLD_MS, startSketch } from './support.ts'

// Between two turns of loop() the system has the time that the profile says; no second more or less is lost.
test.each([1, 10])(
  'D7 is on for a second and off for half a second, and the %i ms between two turns',
  { timeout: COLD_MS },
  async loopIntervalMs => {
    const sketch = await startSketch('blink', { profile: { loopIntervalMs } })
    expect(sketch.photon.pins.state('D7')).toMatchObject({ mode: 'output', level: 1 })
    const [, ...changes] = await sketch.writes('D7', 4_300)
    expect(changes.slice(0, 3)).toEqual([
      [1, 500 + loopIntervalMs],
      [0, 1_000],
      [1, 500 + loopIntervalMs],
    ])
  },
)

test('a program that mostly waits keeps the cloud', { timeout: COLD_MS }, async () => {
  const sketch = await startSketch('blink')
  const { photon } = sketch
  await sketch.advance(600_000)
  expect(photon.led).toEqual({ color: 'cyan', pattern: 'breathing' })
  const states = sketch.simulator.journal.entries('photon-state')
  expect(states.at(-1)).toMatchObject({ to: 'online', atMs: expect.toSatisfy(atMs => atMs < 20_000) })
})

test('the LED is dark without power, and blinks again with it', { timeout: COLD_MS }, async () => {
  const sketch = await startSketch('blink')
  await sketch.photon.powerOff()
  expect(await sketch.writes('D7', 2_000)).toEqual([])
  expect(sketch.photon.pins.output('D7')).toBeUndefined()
  await sketch.photon.powerOn()
  await sketch.online()
  expect(await sketch.writes('D7', 3_100)).toHaveLength(4)
})
