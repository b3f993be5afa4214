import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { deviceId, testCloud } from '../support/cloud.ts'
import { createHook, publish, receiver } from './support.ts'

test('virtual time stands still while a call is out', async () => {
  const world = await testCloud()
  const waiting: ServerResponse[] = []
  const server = await receiver(res => waiting.push(res))
  await createHook(world, { event: 'ask', url: server.url })
  const device = await world.ownedDevice(world.admin, deviceId(1))
  device.send({ type: 'subscribe', filter: 'hook-response', scope: 'my-devices' })
  await world.clock.advance(0)

  device.publish('ask')
  const hour = world.clock.advance(3_600_000)
  await expect.poll(() => waiting).toHaveLength(1)
  const askedAtMs = world.clock.nowMs()
  expect(device.messages('event')).toEqual([])
  waiting[0]?.end('answer')
  await hour
  expect(askedAtMs).toBe(0)
  expect(device.messages('event').map(event => event.data)).toEqual(['answer'])
})

test('calls of one webhook go out one at a time, in order; those of others do not wait', async () => {
  const world = await testCloud()
  const waiting: ServerResponse[] = []
  const slow = await receiver(res => waiting.push(res))
  const fast = await receiver()
  await createHook(world, { event: 'e', url: slow.url })
  await createHook(world, { event: 'e', url: fast.url })
  for (const name of ['e1', 'e2', 'e3']) await publish(world, name)
  await expect.poll(() => fast.requests).toHaveLength(3)
  for (let i = 0; i < 3; i++) {
    await expect.poll(() => waiting).toHaveLength(i + 1)
    expect(slow.requests.at(-1)?.body).toContain(`event=e${i + 1}`)
    waiting[i]?.end()
  }
})

test('closing the cloud ends the calls that are out', async () => {
  const world = await testCloud()
  const server = await receiver(() => {})
  await createHook(world, { event: 'e', url: server.url })
  await publish(world, 'e')
  await publish(world, 'e')
  await expect.poll(() => server.requests).toHaveLength(1)
  await world.cloud.close()
  expect(world.failures).toEqual([])
})
