import { beforeEach, describe, expect, test } from 'vitest'
import { type TestCloud, testCloud } from '../support/cloud.ts'
import { createHook, hookEvents, ownEvents, publish, receiver } from './support.ts'

let world: TestCloud
let notices: unknown[]
beforeEach(async () => {
  notices = []
  world = await testCloud({
    onNotice: (kind, facts) => {
      if (kind === 'webhook') notices.push(facts)
    },
  })
})

const detail = async (id: string) =>
  (await world.http.get(`/v1/webhooks/${id}`).set(world.admin)).body.webhook

test('a webhook keeps the last ten of its successes and of its failures, and counts by the day', async () => {
  let status = 200
  const server = await receiver(res => res.writeHead(status).end('answer'))
  const id = await createHook(world, { event: 'e', url: `${server.url}in?key=secret` })
  for (let i = 0; i < 12; i++) await publish(world, `e${i}`, 'x')
  await expect
    .poll(async () => (await detail(id)).counters)
    .toEqual([{ date: '2022-11-15', success: 12, error: 0, sleep: 0 }])
  status = 500
  await world.clock.advance(24 * 3_600_000)
  await publish(world, 'e-bad')
  await expect.poll(async () => (await detail(id)).counters).toHaveLength(2)

  const { logs, errors, counters } = await detail(id)
  expect(counters[0]).toEqual({ date: '2022-11-16', success: 0, error: 1, sleep: 0 })
  expect(logs.map((entry: { event: { name: string } }) => entry.event.name)).toEqual(
    Array.from({ length: 10 }, (_, i) => `e${11 - i}`),
  )
  expect(logs[0]).toEqual({
    time: '2022-11-15T00:00:00.000Z',
    event: { name: 'e11', data: 'x', coreid: 'api', published_at: '2022-11-15T00:00:00.000Z' },
    request: `POST ${server.url}in`,
    status: 200,
    response: 'answer',
    error: null,
  })
  expect(errors).toMatchObject([
    { event: { name: 'e-bad' }, status: 500, error: `error status 500 from 127.0.0.1:${server.port}` },
  ])
})

test('the journal hears of a call, and of nothing that was in it', async () => {
  const server = await receiver((res, { path }) => res.writeHead(path === '/bad' ? 503 : 200).end('secret'))
  const secrets = { headers: { 'X-Key': 'secret' }, auth: { username: 'u', password: 'secret' } }
  const good = await createHook(world, { event: 'good', url: `${server.url}?secret`, ...secrets })
  const bad = await createHook(world, { event: 'bad', url: `${server.url}bad`, ...secrets })
  await publish(world, 'good', 'secret')
  await expect.poll(() => notices).toHaveLength(1)
  await publish(world, 'bad', 'secret')
  await expect
    .poll(() => notices)
    .toEqual([
      { id: good, event: 'good', status: 200, ms: 0, error: null },
      { id: bad, event: 'bad', status: 503, ms: 0, error: `error status 503 from 127.0.0.1:${server.port}` },
    ])
  expect(JSON.stringify(notices)).not.toContain('secret')
})

describe('a test of a webhook', () => {
  test('calls the server and tells what came of it', async () => {
    const server = await receiver((res, { body }) =>
      res.writeHead(body.includes('test-event') ? 200 : 400).end(),
    )
    const id = await createHook(world, { event: 'e', url: server.url })
    const { status, body } = await world.http.post(`/v1/webhooks/${id}/test`).set(world.admin)
    expect([status, body]).toEqual([200, { ok: true, status: 200 }])
    expect((await detail(id)).logs).toMatchObject([{ event: { name: 'e', data: 'test-event' } }])
  })

  test('tells of a failure too', async () => {
    const server = await receiver(res => res.writeHead(500).end())
    const id = await createHook(world, { event: 'e', url: server.url, disabled: true })
    const { status, body } = await world.http.post(`/v1/integrations/${id}/test`).set(world.admin)
    const error = `error status 500 from 127.0.0.1:${server.port}`
    expect([status, body]).toEqual([200, { ok: false, status: 500, error }])
  })
})

describe('a server that fails again and again', () => {
  test('is left alone, tried again after 30 s and after a minute, and then no more', async () => {
    const server = await receiver(res => res.writeHead(500).end())
    await createHook(world, { event: 'e', url: server.url })
    const stream = await ownEvents(world)
    for (let i = 0; i < 11; i++) await publish(world, `e${i}`)
    const events = await hookEvents(stream, 21)
    expect(server.requests).toHaveLength(10)
    expect(events.at(-1)).toEqual([
      'hook-error/e10/0',
      'Sleeping, too many errors, please wait and try again',
    ])

    await world.clock.advance(29_999)
    expect(server.requests).toHaveLength(10)
    await world.clock.advance(1)
    expect(server.requests).toHaveLength(11)
    expect(server.requests[10]?.body).toContain('event=e10')
    await world.clock.advance(120_000)
    expect(server.requests).toHaveLength(11)
  })

  test('is called again once it has cooled down', async () => {
    let status = 500
    const server = await receiver(res => res.writeHead(status).end())
    await createHook(world, { event: 'e', url: server.url })
    for (let i = 0; i < 10; i++) await publish(world, 'e')
    await expect.poll(() => notices).toHaveLength(10)
    status = 200
    await world.clock.advance(5_000)
    await publish(world, 'e')
    await expect.poll(() => notices).toHaveLength(11)
    expect(notices.at(-1)).toMatchObject({ status: 200, error: null })
  })
})
