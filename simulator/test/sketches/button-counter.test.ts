import { beforeEach, expect, test } from 'vitest'
import { COLD_MS, type Sketch, startSketch } from './support.ts'

let sketch: Sketch

beforeEach(async () => {
  sketch = await startSketch('button-counter')
}, COLD_MS)

/** A contact that moves and ends at a level: at each of these moments, in milliseconds, it changes. */
async function bounce(level: 0 | 1, ...gapsMs: number[]): Promise<void> {
  const { digital } = sketch.photon.pins
  for (const [index, gapMs] of gapsMs.entries()) {
    digital.set('D2', (gapsMs.length - index) % 2 === 0 ? level : 1 - level)
    await sketch.advance(gapMs)
  }
  digital.set('D2', level)
}

async function press(): Promise<void> {
  await bounce(0, 1, 2, 1, 3, 0, 1)
  await sketch.advance(100)
  await bounce(1, 1, 1, 4, 2)
  await sketch.advance(100)
}

test('the pull-up holds the open contact high', () => {
  expect(sketch.photon.pins.state('D2')).toMatchObject({ mode: 'input-pullup', level: 1 })
})

test('a press that bounces at both ends is one press', async () => {
  await press()
  expect(await sketch.read('presses')).toBe(1)
  expect(await sketch.events('button/')).toEqual([
    { name: 'button/pressed', data: '1', coreid: sketch.photon.id },
  ])
})

test('a press counts once the contact is quiet, while it is still held', async () => {
  await bounce(0, 5, 5)
  await sketch.advance(29)
  expect(await sketch.read('presses')).toBe(0)
  await sketch.advance(12)
  expect(await sketch.read('presses')).toBe(1)
  await sketch.advance(60_000)
  expect(await sketch.read('presses')).toBe(1)
})

test('a spike is no press', async () => {
  sketch.photon.pins.digital.set('D2', 0)
  sketch.photon.pins.digital.set('D2', 1)
  await sketch.advance(100)
  await bounce(1, 10, 10)
  await sketch.advance(100)
  expect(await sketch.read('presses')).toBe(0)
  expect(await sketch.events('button/')).toEqual([])
})

test('all presses count, though only as many as a Photon may publish at once are told', async () => {
  for (let presses = 0; presses < 6; presses++) await press()
  expect(await sketch.read('presses')).toBe(6)
  const told = (await sketch.events('button/')).map(({ data }) => data)
  expect(told).toEqual(['1', '2', '3', '4'])
})

test('the count is reset by a function, which answers what it was', async () => {
  await press()
  await press()
  expect(await sketch.call('resetCount')).toBe(2)
  await press()
  expect(await sketch.read('presses')).toBe(1)
  expect((await sketch.events('button/')).map(({ data }) => data)).toEqual(['1', '2', '1'])
})
