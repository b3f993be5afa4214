import type { Photon } from '@particle-setup/simulator'
import { beforeEach, expect, test } from 'vitest'
import { COLD_MS, type Sketch, startSketch } from './support.ts'

let sketch: Sketch
let ann: Photon
let bob: Photon

beforeEach(async () => {
  sketch = await startSketch('ping-pong', { photons: 2 })
  ann = sketch.photonAt(0)
  bob = sketch.photonAt(1)
}, COLD_MS)

/** A full rally of these two, as the stream shows it. */
function rally(server: Photon, other: Photon) {
  return [1, 2, 3, 4, 5, 6].map(volley => {
    const { id } = volley % 2 === 1 ? server : other
    return { name: 'ping-pong/ball', data: `${volley},${id}`, coreid: id }
  })
}

test('they play in turn, six volleys, and then no more', async () => {
  expect(await sketch.call('serve', '', ann)).toBe(1)
  await sketch.advance(60_000)
  expect(await sketch.events('ping-pong/')).toEqual(rally(ann, bob))
  expect([await sketch.read('hits', ann), await sketch.read('hits', bob)]).toEqual([3, 3])
})

test('the ball flies for a second', async () => {
  await sketch.call('serve', '', bob)
  const arrivals: number[] = []
  for (let second = 0; second < 6; second++) {
    arrivals.push((await sketch.events('ping-pong/')).length)
    await sketch.advance(1_010)
  }
  expect(arrivals).toEqual([1, 2, 3, 4, 5, 6])
})

test('who served hears its own ball, and lets it pass', async () => {
  await bob.powerOff()
  await sketch.call('serve', '', ann)
  await sketch.advance(10_000)
  expect(await sketch.events('ping-pong/')).toHaveLength(1)
})

test('either may serve, one rally after the other', async () => {
  await sketch.call('serve', '', bob)
  await sketch.advance(10_000)
  await sketch.call('serve', '', ann)
  await sketch.advance(10_000)
  expect(await sketch.events('ping-pong/')).toEqual([...rally(bob, ann), ...rally(ann, bob)])
})

test('each logs what came to it', async () => {
  await sketch.call('serve', '', ann)
  await sketch.advance(10_000)
  const volleys = (photon: Photon) => sketch.lines(photon).filter(line => line.includes('[app] INFO'))
  expect(volleys(bob)).toEqual(
    [1, 3, 5].map(volley =>
      expect.stringMatching(`^\\d{10} \\[app\\] INFO: volley ${volley} came from ${ann.id}$`),
    ),
  )
  expect(volleys(ann)).toHaveLength(3)
})

test('the owner can play as well: both answer, and each other', async () => {
  await sketch.publish('ping-pong/ball', '5,somebody')
  await sketch.advance(5_000)
  const answers = (await sketch.events('ping-pong/')).slice(1)
  expect(answers.map(({ data }) => data).sort()).toEqual([`6,${ann.id}`, `6,${bob.id}`].sort())
})

test.each([
  ['public', 'false'],
  ['private', 'true'],
])('a stranger’s %s ball is not answered', async (_, isPrivate) => {
  const stranger = await sketch.stranger()
  const ball = { name: 'ping-pong/ball', data: '1,somebody', private: isPrivate }
  expect(await sketch.api('POST', '/v1/devices/events', ball, stranger)).toEqual({ ok: true })
  await sketch.advance(10_000)
  expect(await sketch.events('ping-pong/')).toEqual([])
  expect(await sketch.read('hits')).toBe(0)
})

test('a Photon that was given away plays no more', async () => {
  await sketch.api('DELETE', `/v1/devices/${bob.id}`)
  await sketch.call('serve', '', ann)
  await sketch.advance(10_000)
  expect(await sketch.events('ping-pong/')).toHaveLength(1)
})
