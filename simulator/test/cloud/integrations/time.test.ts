import type { ServerResponse } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { ownChannels } from '../../../src/cloud/events/channels.ts'
import { EventHub } from '../../../src/cloud/events/hub.ts'
import { createInProcessBackplane } from '../../../src/cloud/index.ts'
import { Integrations } from '../../../src/cloud/integrations/entity.ts'
import { HookHistories } from '../../../src/cloud/integrations/history.ts'
import { integrationBody } from '../../../src/cloud/integrations/schemas.ts'
import { Webhooks } from '../../../src/cloud/integrations/webhooks.ts'
import { createRandom } from '../../../src/world/random.ts'
import { createVirtualClock } from '../../../src/world/virtual-clock.ts'
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

test('a thousand events wait for one webhook, and no more', async () => {
  const clock = createVirtualClock()
  const backplane = createInProcessBackplane()
  const events = new EventHub(backplane, clock)
  const integrations = new Integrations(backplane, clock, createRandom('test'))
  const histories = new HookHistories(backplane)
  const errors: unknown[] = []
  const webhooks = new Webhooks({
    clock,
    backplane,
    events,
    integrations,
    histories,
    notice: (_kind, facts) => errors.push(Object(facts).error),
    onFailure: error => errors.push(error),
  })
  onTestFinished(() => webhooks.close())
  const told: (string | null)[] = []
  events.listen(ownChannels('ann'), {
    prefix: 'hook-error',
    receive: ({ name, data }) => told.push(`${name} ${data}`),
  })
  const server = await receiver(() => {})
  const settings = integrationBody.parse({ event: 'e', url: server.url })
  await integrations.create({ ownerId: 'ann', productId: null }, settings)

  const event = { name: 'e', data: null, coreid: 'api', ownerId: 'ann', productId: null }
  for (let i = 0; i < 1_000; i++) await events.publish(event)
  await expect.poll(() => server.requests).toHaveLength(1)
  expect(errors).toEqual([])
  await events.publish(event)
  await expect.poll(() => errors).toEqual(['more than 1000 events wait for this webhook'])
  expect(told).toEqual(['hook-error/e/0 more than 1000 events wait for this webhook'])
  expect(server.requests).toHaveLength(1)
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
