import { expect, test } from 'vitest'
import { createTestBoard, settle } from '../board.ts'
import { start } from './behaviour.ts'

test('four events pass at once, the fifth within the second does not', async () => {
  const { test: board, order, read } = await start()
  await order('publish 6')
  expect(board.published.map(event => event.data)).toEqual(['0', '1', '2', '3'])
  expect(await read('number')).toBe(111100)
})

test('refused attempts count, so hammering does not recover', async () => {
  const { test: board, order, read } = await start()
  await order('publish 9')
  await board.time.advance(999)
  await order('publish 1')
  expect(await read('number')).toBe(0)
  await board.time.advance(1000)
  await order('publish 1')
  expect(await read('number')).toBe(1)
})

test('a name is cut at 64 bytes and data at 622, and the event still passes', async () => {
  const { test: board, order, read } = await start()
  await order('long')
  const [event] = board.published
  expect(event?.name).toBe('name-of-an-event-that-is-longer-than-sixty-four-bytes-as-one-can')
  expect(event?.data).toBe('d'.repeat(622))
  expect(event).toMatchObject({ isPrivate: true, ttlSeconds: 60, withAck: false })
  expect(await read('number')).toBe(1)
})

test('without the cloud nothing is sent', async () => {
  const { test: board, order, read } = await start(createTestBoard(), '-DTHREADED')
  board.connected = false
  await order('publish 1')
  expect(board.published).toEqual([])
  expect(await read('number')).toBe(0)
})

test.each([
  [true, 1],
  [false, 0],
])('WITH_ACK waits for the cloud and answers what it answered (%s)', async (answer, number) => {
  const { test: board, order, read } = await start()
  const { promise, resolve } = Promise.withResolvers<boolean>()
  board.acknowledge = () => promise
  let over = false
  const turn = order('acknowledged').then(() => {
    over = true
  })
  await settle()
  expect(board.published).toEqual([
    { name: 'ack', data: '1', isPrivate: true, ttlSeconds: 30, withAck: true },
  ])
  expect(over).toBe(false)
  resolve(answer)
  await turn
  expect(await read('number')).toBe(number)
})

test('WITH_ACK answers requests while it waits', async () => {
  const { firmware, test: board, order } = await start()
  const { promise, resolve } = Promise.withResolvers<boolean>()
  board.acknowledge = () => promise
  const turn = order('acknowledged')
  await settle()
  expect(await firmware.callFunction('add', '9')).toBe(9)
  resolve(true)
  await turn
})

test('WITH_ACK gives up after 20 s', async () => {
  const { test: board, order, read } = await start()
  board.acknowledge = () => new Promise(() => {})
  const turn = order('acknowledged')
  await board.time.advance(20_000)
  await turn
  expect(await read('number')).toBe(0)
})
