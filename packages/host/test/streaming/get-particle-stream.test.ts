import { once } from 'node:events'
import {
  CloudError,
  CloudUnreachable,
  getParticleStream,
  InvalidInput,
  type ParticleEvent,
  type ParticleSetupError,
  type ParticleStreamArgument,
  StreamClosed,
  StreamSilent,
  TimedOut,
} from '@particle-setup/host/streaming'
import { describe, expect, test } from 'vitest'
import { caught } from '../support/caught.ts'
import {
  answering,
  answeringText,
  closedPort,
  type FakeCloud,
  hangingUp,
  inTurn,
  silent,
  startFakeCloud,
} from '../support/fake-cloud.ts'
import { DEVICE_ID, frame, type OpenStream, streaming } from '../support/fake-stream.ts'

const argumentFor = (cloud: FakeCloud): ParticleStreamArgument => ({
  deviceId: DEVICE_ID,
  token: 'scoped-token',
  name: 'sensor',
  apiUrl: cloud.url,
  reconnect: { firstDelayMs: 1, longestDelayMs: 1 },
})

/** A cloud that accepts streams, and a promise of each of them in order. */
async function startStreamingCloud() {
  const opened: PromiseWithResolvers<OpenStream>[] = []
  const at = (index: number) => {
    opened[index] ??= Promise.withResolvers<OpenStream>()
    return opened[index]
  }
  let count = 0
  const accept = streaming(stream => at(count++).resolve(stream))
  const cloud = await startFakeCloud(accept)
  return Object.assign(cloud, { accept, stream: (index: number) => at(index).promise })
}

describe('events', () => {
  test('are asked for by device and prefix, with the token in a header', async () => {
    await using cloud = await startStreamingCloud()
    await using _stream = await getParticleStream({
      ...argumentFor(cloud),
      deviceId: DEVICE_ID.toUpperCase(),
      name: 'hook/done',
    })
    expect(cloud.seen[0]).toMatchObject({
      method: 'GET',
      path: `/v1/devices/${DEVICE_ID}/events/hook%2Fdone`,
      headers: { authorization: 'Bearer scoped-token', accept: 'text/event-stream' },
    })
  })

  test('arrive typed, by iteration', async () => {
    await using cloud = await startStreamingCloud()
    await using stream = await getParticleStream(argumentFor(cloud))
    const server = await cloud.stream(0)
    server.publish('sensor', '{"value":1}')
    server.publish('sensor', null)
    const events: ParticleEvent[] = []
    for await (const event of stream) {
      if (events.push(event) === 2) break
    }
    expect(events).toEqual([
      {
        name: 'sensor',
        data: '{"value":1}',
        publishedAt: new Date('2026-01-02T03:04:05.678Z'),
        deviceId: DEVICE_ID,
        ttl: 60,
      },
      expect.objectContaining({ data: null }),
    ])
    server.publish('sensor', 'after the loop')
    expect(await stream.next({ timeoutMs: 5_000 })).toMatchObject({ data: 'after the loop' })
  })

  test('arrive at listeners, those before the first listener included', async () => {
    await using cloud = await startStreamingCloud()
    await using stream = await getParticleStream(argumentFor(cloud))
    const server = await cloud.stream(0)
    const third = Promise.withResolvers<void>()
    const seen: (string | null)[] = []
    server.publish('sensor', 'first')
    server.publish('sensor', 'second')
    stream.on('event', event => {
      if (seen.push(event.data) === 3) third.resolve()
    })
    server.publish('sensor', 'third')
    await third.promise
    expect(seen).toEqual(['first', 'second', 'third'])
  })

  test('keep their order when a listener comes in the middle of a burst', async () => {
    await using cloud = await startStreamingCloud()
    await using stream = await getParticleStream({ ...argumentFor(cloud), bufferedEvents: 2 })
    const server = await cloud.stream(0)
    const seen: (string | null)[] = []
    const last = Promise.withResolvers<void>()
    stream.on('dropped', () => {
      stream.on('event', event => {
        seen.push(event.data)
        if (event.data === 'd') last.resolve()
      })
    })
    server.write(['a', 'b', 'c', 'd'].map(data => frame('sensor', data)).join(''))
    await last.promise
    expect(seen).toEqual(['b', 'c', 'd'])
  })

  test('named as the stream’s own signals are events all the same', async () => {
    await using cloud = await startStreamingCloud()
    await using stream = await getParticleStream({ ...argumentFor(cloud), name: undefined })
    expect(cloud.seen[0]?.path).toBe(`/v1/devices/${DEVICE_ID}/events`)
    const server = await cloud.stream(0)
    for (const name of ['open', 'error', 'message', 'close']) {
      server.publish(name, null)
      expect(await stream.next({ timeoutMs: 5_000 })).toMatchObject({ name })
    }
  })

  test('come through cut anywhere, in the middle of a character too', async () => {
    await using cloud = await startStreamingCloud()
    await using stream = await getParticleStream(argumentFor(cloud))
    const { response } = await cloud.stream(0)
    for (const byte of Buffer.from(frame('sensor', 'größe ☕'))) {
      await new Promise(resolve => response.write(Buffer.of(byte), resolve))
    }
    expect(await stream.next({ timeoutMs: 5_000 })).toMatchObject({ data: 'größe ☕' })
  })

  test('that are not Particle’s are told of and passed over', async () => {
    await using cloud = await startStreamingCloud()
    await using stream = await getParticleStream(argumentFor(cloud))
    const unreadable: string[] = []
    stream.on('unreadable', ({ name, error }) => unreadable.push(`${name} ${error.code}`))
    const server = await cloud.stream(0)
    server.write('event: broken\ndata: {not json\n\n')
    server.write('event: odd\ndata: {"data":5}\n\n')
    server.write('event: dateless\ndata: {"data":"x","published_at":"never","coreid":"y"}\n\n')
    server.publish('sensor', 'good')
    expect(await stream.next({ timeoutMs: 5_000 })).toMatchObject({ data: 'good' })
    expect(unreadable).toEqual([
      'broken unreadable-event',
      'odd unreadable-event',
      'dateless unreadable-event',
    ])
  })
})

describe('a consumer that falls behind', () => {
  test('keeps the newest and is told of the oldest', async () => {
    await using cloud = await startStreamingCloud()
    await using stream = await getParticleStream({ ...argumentFor(cloud), bufferedEvents: 2 })
    const dropped: string[] = []
    const twice = Promise.withResolvers<void>()
    stream.on('dropped', ({ event, dropped: count }) => {
      dropped.push(`${event.data} ${count}`)
      if (count === 2) twice.resolve()
    })
    const server = await cloud.stream(0)
    for (const data of ['a', 'b', 'c', 'd']) server.publish('sensor', data)
    await twice.promise
    expect(dropped).toEqual(['a 1', 'b 2'])
    expect(stream.dropped).toBe(2)
    expect(await stream.next()).toMatchObject({ data: 'c' })
    expect(await stream.next()).toMatchObject({ data: 'd' })
  })
})

describe('a stream that is refused', () => {
  test.each([
    [
      401,
      { error: 'invalid_token', error_description: 'The access token provided has expired.' },
      'token-expired',
    ],
    [403, { error: 'Permission Denied', info: "I didn't recognize that device" }, 'permission-denied'],
    [404, { ok: false, error: 'nothing here' }, 'not-found'],
    [500, { ok: false }, 'server-error'],
  ])('with %i %j rejects as %s', async (status, body, code) => {
    await using cloud = await startFakeCloud(answering(status, body))
    const error = await caught(getParticleStream(argumentFor(cloud)))
    expect(error).toBeInstanceOf(CloudError)
    expect(error).toMatchObject({ code, status, path: `/v1/devices/${DEVICE_ID}/events/sensor` })
    expect(cloud.seen).toHaveLength(1)
  })

  test('by a redirect rejects, and the token goes nowhere else', async () => {
    await using elsewhere = await startFakeCloud(silent)
    await using cloud = await startFakeCloud(answeringText(302, '', { location: elsewhere.url }))
    expect(await caught(getParticleStream(argumentFor(cloud)))).toMatchObject({ code: 'redirected' })
    expect(elsewhere.seen).toHaveLength(0)
  })

  test('with something that is no event stream rejects', async () => {
    await using cloud = await startFakeCloud(answering(200, { hello: 'there' }))
    expect(await caught(getParticleStream(argumentFor(cloud)))).toMatchObject({ code: 'unreadable-answer' })
  })

  test('with 204 rejects', async () => {
    await using cloud = await startFakeCloud(answeringText(204, ''))
    expect(await caught(getParticleStream(argumentFor(cloud)))).toMatchObject({ code: 'unreadable-answer' })
  })

  test('by nobody there rejects', async () => {
    const apiUrl = `http://127.0.0.1:${await closedPort()}`
    const error = await caught(getParticleStream({ deviceId: DEVICE_ID, token: 't0ken', apiUrl }))
    expect(error).toBeInstanceOf(CloudUnreachable)
    expect(String(error)).toContain('ECONNREFUSED')
  })

  test('by silence rejects when its time is over', async () => {
    await using cloud = await startFakeCloud(silent)
    const error = await caught(getParticleStream({ ...argumentFor(cloud), connectTimeoutMs: 30 }))
    expect(error).toBeInstanceOf(TimedOut)
    expect(error).toMatchObject({ timeoutMs: 30 })
  })

  test('by its caller rejects with the reason of the signal', async () => {
    const controller = new AbortController()
    await using cloud = await startFakeCloud(() => controller.abort('enough'))
    expect(await caught(getParticleStream({ ...argumentFor(cloud), signal: controller.signal }))).toBe(
      'enough',
    )
    expect(await caught(getParticleStream({ ...argumentFor(cloud), signal: controller.signal }))).toBe(
      'enough',
    )
  })

  test.each([
    { deviceId: '' },
    { deviceId: '..' },
    { token: '' },
    { token: 'line\nfeed' },
    { silenceMs: 0 },
    { bufferedEvents: 0 },
    { apiUrl: 'nowhere' },
  ])('for %j is refused before anything is sent', async given => {
    await using cloud = await startStreamingCloud()
    expect(await caught(getParticleStream({ ...argumentFor(cloud), ...given }))).toBeInstanceOf(InvalidInput)
    expect(cloud.seen).toHaveLength(0)
  })
})

describe('a connection that is lost', () => {
  test.each([
    ['ends', (stream: OpenStream) => stream.response.end()],
    ['breaks', (stream: OpenStream) => stream.response.destroy()],
  ])('when it %s is replaced, and events go on', async (_name, lose) => {
    await using cloud = await startStreamingCloud()
    await using stream = await getParticleStream(argumentFor(cloud))
    const told: string[] = []
    stream.on('reconnecting', ({ reason, attempt }) => told.push(`${reason.code} ${attempt}`))
    stream.on('reconnected', ({ attempts }) => told.push(`reconnected ${attempts}`))
    lose(await cloud.stream(0))
    ;(await cloud.stream(1)).publish('sensor', 'back')
    expect(await stream.next({ timeoutMs: 5_000 })).toMatchObject({ data: 'back' })
    expect(told).toEqual(['cloud-unreachable 1', 'reconnected 1'])
  })

  test('is tried again while the cloud is away', async () => {
    await using cloud = await startStreamingCloud()
    await using stream = await getParticleStream(argumentFor(cloud))
    const attempts: number[] = []
    stream.on('reconnecting', ({ attempt }) => attempts.push(attempt))
    cloud.become(inTurn(hangingUp, answering(503, {}), cloud.accept))
    ;(await cloud.stream(0)).response.end()
    ;(await cloud.stream(1)).publish('sensor', 'back')
    expect(await stream.next({ timeoutMs: 5_000 })).toMatchObject({ data: 'back' })
    expect(attempts).toEqual([1, 2, 3])
  })

  test('is given up when the cloud says no', async () => {
    await using cloud = await startStreamingCloud()
    await using stream = await getParticleStream(argumentFor(cloud))
    cloud.become(answering(401, { error: 'invalid_token', error_description: 'expired' }))
    const next = caught(stream.next())
    ;(await cloud.stream(0)).response.end()
    expect(await next).toMatchObject({ code: 'token-expired' })
    expect(await caught(stream.closed)).toMatchObject({ code: 'token-expired' })
    expect(await caught(stream[Symbol.asyncIterator]().next())).toMatchObject({ code: 'token-expired' })
  })

  test('is given up when the cloud stays away too long', async () => {
    await using cloud = await startStreamingCloud()
    await using stream = await getParticleStream({
      ...argumentFor(cloud),
      reconnect: { firstDelayMs: 5, longestDelayMs: 5, giveUpAfterMs: 20 },
    })
    cloud.become(hangingUp)
    const end = Promise.withResolvers<unknown>()
    stream.on('close', ({ error }) => end.resolve(error))
    ;(await cloud.stream(0)).response.end()
    expect(await end.promise).toBeInstanceOf(CloudUnreachable)
  })

  test('by silence is replaced; a line feed is not silence', async () => {
    await using cloud = await startStreamingCloud()
    await using stream = await getParticleStream({ ...argumentFor(cloud), silenceMs: 500 })
    const reason = Promise.withResolvers<ParticleSetupError>()
    stream.on('reconnecting', told => reason.resolve(told.reason))
    const server = await cloud.stream(0)
    const startedMs = performance.now()
    const keepAlive = setInterval(() => {
      server.write('\n')
      if (performance.now() - startedMs > 700) clearInterval(keepAlive)
    }, 20)
    expect(await reason.promise).toBeInstanceOf(StreamSilent)
    expect(performance.now() - startedMs).toBeGreaterThan(700)
    ;(await cloud.stream(1)).publish('sensor', 'alive')
    expect(await stream.next({ timeoutMs: 5_000 })).toMatchObject({ data: 'alive' })
  })
})

describe('the end', () => {
  test('close() ends loops, waits and the connection', async () => {
    await using cloud = await startStreamingCloud()
    const stream = await getParticleStream(argumentFor(cloud))
    const { response } = await cloud.stream(0)
    const gone = once(response, 'close')
    const loop = (async () => {
      for await (const event of stream) throw new Error(`unexpected ${event.name}`)
      return 'ended'
    })()
    const next = caught(stream.next())
    stream.close()
    expect(await loop).toBe('ended')
    expect(await next).toBeInstanceOf(StreamClosed)
    await stream.closed
    await gone
    stream.close()
  })

  test('await using closes', async () => {
    await using cloud = await startStreamingCloud()
    let closed: Promise<void>
    {
      await using stream = await getParticleStream(argumentFor(cloud))
      closed = stream.closed
    }
    await closed
  })

  test('the signal closes', async () => {
    await using cloud = await startStreamingCloud()
    const controller = new AbortController()
    const stream = await getParticleStream({ ...argumentFor(cloud), signal: controller.signal })
    const gone = once((await cloud.stream(0)).response, 'close')
    controller.abort()
    await stream.closed
    await gone
  })

  test('a wait for an event has its own limit and signal', async () => {
    await using cloud = await startStreamingCloud()
    await using stream = await getParticleStream(argumentFor(cloud))
    expect(await caught(stream.next({ timeoutMs: 20 }))).toBeInstanceOf(TimedOut)
    const controller = new AbortController()
    const next = caught(stream.next({ signal: controller.signal }))
    controller.abort('enough')
    expect(await next).toBe('enough')
    ;(await cloud.stream(0)).publish('sensor', 'not lost')
    expect(await stream.next({ timeoutMs: 5_000 })).toMatchObject({ data: 'not lost' })
  })
})
