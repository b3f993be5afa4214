import { expect, test } from 'vitest'
import { StreamWatch } from '../../bench/firmware/photons/stream-watch.ts'

function frameOf(coreid: string, seq: number, values: readonly (number | null)[], name = 'sensor'): string {
  const data = JSON.stringify({ seq, ms: seq * 1000, interval: 1000, values })
  const event = { data, ttl: 60, published_at: new Date(Date.now() - 50).toISOString(), coreid }
  return `event: ${name}\ndata: ${JSON.stringify(event)}`
}

test('a subscriber notices what has not come, Photon by Photon', () => {
  const watch = new StreamWatch()
  watch.see(frameOf('a', 7, [1]))
  watch.see(frameOf('b', 0, [1, 2, 3]))
  watch.see(frameOf('a', 8, [1]))
  watch.see(frameOf('b', 3, [4]))
  expect(watch.missing).toBe(0)
  expect([watch.events, watch.photons]).toEqual([4, 2])
  watch.see(frameOf('a', 11, [1]))
  expect(watch.missing).toBe(2)
  watch.see(frameOf('b', 4, [5, null]))
  expect(watch.missing).toBe(3)
  expect(Math.min(...watch.lateMs)).toBeGreaterThanOrEqual(50)
})

test('what was seen before a reset is still known', () => {
  const watch = new StreamWatch()
  watch.see(frameOf('a', 0, [1]))
  watch.reset()
  expect([watch.events, watch.lateMs.length]).toEqual([0, 0])
  watch.see(frameOf('a', 2, [1]))
  expect([watch.events, watch.missing]).toEqual([1, 1])
})

test('only events of the firmware count, also the first of a chunk', () => {
  const watch = new StreamWatch()
  watch.see('event: spark/status\ndata: {"data":"online"}')
  watch.see(frameOf('a', 0, [1], 'other'))
  watch.see(`\r\n1a4\r\n${frameOf('a', 0, [1])}`)
  expect(watch.events).toBe(1)
})
