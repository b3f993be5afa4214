import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createInProcessBackplane } from '../../../src/cloud/index.ts'
import { deviceId, PRODUCT, serve, type TestCloud, testCloud } from '../support/cloud.ts'
import { openStream } from '../support/event-stream.ts'
import { SELF_SIGNED } from './certificate.ts'
import { createHook, hookEvents, ownEvents, publish, receiver } from './support.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const bodies = (requests: readonly { body: string }[]) =>
  requests.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))

describe('a webhook is set off', () => {
  test('by its owner’s events whose names begin as it says, in their order', async () => {
    const server = await receiver()
    await createHook(world, { event: 'temp', url: server.url })
    const ann = await world.customer('ann@x.y')
    const device = await world.ownedDevice(world.admin, deviceId(1))
    const stranger = await world.ownedDevice(ann, deviceId(2))
    stranger.publish('temp/stranger', null, { isPrivate: false })
    for (const name of ['temp', 'Temp', 'temp/kitchen', 'light']) device.publish(name, '1')
    await world.clock.advance(0)
    await publish(world, 'temperature', '2')
    await expect.poll(() => server.requests.length).toBe(3)
    expect(bodies(server.requests)).toMatchObject([
      { event: 'temp', data: '1', coreid: deviceId(1) },
      { event: 'temp/kitchen', data: '1', coreid: deviceId(1) },
      { event: 'temperature', data: '2', coreid: 'api' },
    ])
  })

  test('by one device, when it names one', async () => {
    const server = await receiver()
    await createHook(world, { event: 't', url: server.url, deviceID: deviceId(2).toUpperCase() })
    for (const n of [1, 2]) (await world.ownedDevice(world.admin, deviceId(n))).publish('t')
    await world.clock.advance(0)
    expect(bodies(server.requests)).toMatchObject([{ coreid: deviceId(2) }])
  })

  test('by all of a product’s devices, when it is the product’s', async () => {
    const server = await receiver()
    await world.http.post(`${PRODUCT}/webhooks`).set(world.admin).send({ event: 't', url: server.url })
    const device = await world.ownedDevice(await world.customer('ann@x.y'), deviceId(1))
    const own = await world.ownedDevice(world.admin, deviceId(2))
    own.publish('t')
    device.publish('t')
    await world.clock.advance(0)
    expect(bodies(server.requests)).toMatchObject([{ coreid: deviceId(1) }])
  })

  test('never while it is disabled, or once it is deleted', async () => {
    const server = await receiver()
    const hook = { event: 't', url: server.url }
    const disabled = await createHook(world, { ...hook, disabled: true })
    const deleted = await createHook(world, hook)
    await world.http.delete(`/v1/webhooks/${deleted}`).set(world.admin)
    await publish(world, 't1')
    await world.http.put(`/v1/webhooks/${disabled}`).set(world.admin).send(hook)
    await publish(world, 't2')
    await expect.poll(() => bodies(server.requests)).toMatchObject([{ event: 't2' }])
  })

  test('once, however many nodes hear the event', async () => {
    const backplane = createInProcessBackplane()
    const nodes = [await testCloud({ backplane }), await testCloud({ backplane })] as const
    const server = await receiver()
    await createHook(nodes[0], { event: 't', url: server.url })
    for (const node of nodes) await publish(node, 't')
    const last = await receiver()
    await createHook(nodes[1], { event: 'last', url: last.url })
    await publish(nodes[0], 'last')
    await expect.poll(() => last.requests.length).toBe(1)
    await expect.poll(() => server.requests.length).toBe(2)
  })

  test('never by what webhooks publish themselves', async () => {
    const server = await receiver()
    await createHook(world, { event: 'hook', url: server.url, responseTopic: 'hook-again' })
    const stream = await ownEvents(world)
    await publish(world, 'hook')
    expect(await hookEvents(stream, 2)).toHaveLength(2)
    await world.clock.advance(0)
    expect(server.requests).toHaveLength(1)
  })
})

describe('an answer', () => {
  test('is published to the owner alone: hook-sent, then hook-response in chunks', async () => {
    const server = await receiver(res => res.end(`${'ä'.repeat(300)}end`))
    await createHook(world, { event: 'get', url: server.url })
    const stream = await ownEvents(world)
    const others = await openStream(
      `${await serve(world.cloud)}/v1/events/h`,
      await world.customer('ann@x.y'),
    )
    await publish(world, 'get/weather')
    expect(await hookEvents(stream, 3)).toEqual([
      ['hook-sent/get/weather', 'undefined'],
      ['hook-response/get/weather/0', 'ä'.repeat(256)],
      ['hook-response/get/weather/1', `${'ä'.repeat(44)}end`],
    ])
    expect(others.events()).toEqual([])
    expect(stream.events().at(-1)?.body).toMatchObject({ ttl: 60, coreid: 'particle-internal' })
  })

  test('reaches the device that asked, when it subscribes to it', async () => {
    const server = await receiver(res => res.end('sunny'))
    await createHook(world, { event: 'weather', url: server.url })
    const device = await world.ownedDevice(world.admin, deviceId(1))
    device.send({ type: 'subscribe', filter: 'hook-response/weather', scope: 'my-devices' })
    await world.clock.advance(0)
    device.publish('weather')
    await world.clock.advance(0)
    expect(device.messages('event')).toEqual([
      {
        type: 'event',
        name: 'hook-response/weather/0',
        data: 'sunny',
        isPrivate: true,
        ttlSeconds: 60,
      },
    ])
  })

  test('is heard on the stream of its product', async () => {
    const server = await receiver(res => res.end('sunny'))
    await world.http.post(`${PRODUCT}/webhooks`).set(world.admin).send({ event: 'w', url: server.url })
    const device = await world.ownedDevice(await world.customer('ann@x.y'), deviceId(1))
    const stream = await openStream(`${await serve(world.cloud)}${PRODUCT}/events/hook-`, world.admin)
    device.publish('weather')
    expect(await hookEvents(stream, 2)).toEqual([
      ['hook-sent/weather', 'undefined'],
      ['hook-response/weather/0', 'sunny'],
    ])
  })

  test('goes by the topic and the template that the webhook states', async () => {
    const server = await receiver(res => res.end('{"results": [{"lat": 1.5}]}'))
    await createHook(world, {
      event: 'where',
      url: server.url,
      responseTopic: '{{PARTICLE_DEVICE_ID}}/{{{PARTICLE_EVENT_NAME}}}/answer',
      responseTemplate: 'lat {{{results.0.lat}}}',
    })
    await createHook(world, {
      event: 'where',
      url: server.url,
      responseTopic: 'object',
      responseTemplate: { at: '{{results.0.lat}}' },
    })
    const stream = await ownEvents(world)
    await publish(world, 'where')
    const events = await hookEvents(stream, 4)
    expect(events).toContainEqual(['api/where/answer/0', 'lat 1.5'])
    expect(events).toContainEqual(['object/0', '{"at":"1.5"}'])
  })

  test.each(['a\n\ndata: {{{x}}}', 'spark/status', '{{nothing}}', 'a b', `long${'x'.repeat(128)}`])(
    'cannot be published as %j',
    async responseTopic => {
      const server = await receiver()
      await createHook(world, { event: 'e', url: server.url, responseTopic })
      const stream = await ownEvents(world)
      await publish(world, 'e', '{"x": "y"}')
      expect(await hookEvents(stream, 2)).toEqual([
        ['hook-sent/e', 'undefined'],
        ['hook-error/e/0', expect.stringMatching(/^the responseTopic .* is no name for an event$/)],
      ])
    },
  )
})

describe('a server by https', () => {
  const secureServer = async (): Promise<string> => {
    const server = createSecureServer(SELF_SIGNED, (_req, res) => res.end('secure'))
    await new Promise<void>(resolve => server.listen(0, 'localhost', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return `https://localhost:${address.port}/`
  }

  test('has to show a certificate that holds', async () => {
    await createHook(world, { event: 'e', url: await secureServer() })
    const stream = await ownEvents(world)
    await publish(world, 'e')
    expect(await hookEvents(stream, 1)).toEqual([
      ['hook-error/e/0', expect.stringMatching(/self-signed certificate/)],
    ])
  })

  test('need not, where the webhook says so', async () => {
    await createHook(world, { event: 'e', url: await secureServer(), rejectUnauthorized: false })
    const stream = await ownEvents(world)
    await publish(world, 'e')
    expect((await hookEvents(stream, 2)).at(-1)).toEqual(['hook-response/e/0', 'secure'])
  })
})

describe('a failure', () => {
  test('is published as hook-error, with the status and the host', async () => {
    const server = await receiver(res => res.writeHead(404).end('nothing here'))
    await createHook(world, { event: 'e', url: server.url })
    const stream = await ownEvents(world)
    await publish(world, 'e')
    expect(await hookEvents(stream, 2)).toEqual([
      ['hook-sent/e', 'undefined'],
      ['hook-error/e/0', `error status 404 from 127.0.0.1:${server.port}`],
    ])
  })

  test('is a redirect too, which nobody follows', async () => {
    const target = await receiver()
    const server = await receiver(res => res.writeHead(302, { location: target.url }).end())
    await createHook(world, { event: 'e', url: server.url, errorResponseTopic: 'no/{{PARTICLE_EVENT_NAME}}' })
    const stream = await ownEvents(world)
    await publish(world, 'e')
    expect((await hookEvents(stream, 2)).at(-1)).toEqual([
      'no/e/0',
      `error status 302 from 127.0.0.1:${server.port}`,
    ])
    expect(target.requests).toEqual([])
  })

  test('is a server that is not there: nothing was sent', async () => {
    const { port } = await closedPort()
    await createHook(world, { event: 'e', url: `http://127.0.0.1:${port}/` })
    const stream = await ownEvents(world)
    await publish(world, 'e')
    expect(await hookEvents(stream, 1)).toEqual([['hook-error/e/0', expect.stringContaining('ECONNREFUSED')]])
  })

  test('is a server that hangs up, or answers too much', async () => {
    const server = await receiver((res, { path }) => {
      if (path === '/much') res.end('x'.repeat(100 * 1024 + 1))
      else res.destroy()
    })
    await createHook(world, { event: 'hang', url: server.url })
    await createHook(world, { event: 'much', url: `${server.url}much` })
    const stream = await ownEvents(world)
    await publish(world, 'hang')
    expect((await hookEvents(stream, 2)).at(-1)).toEqual(['hook-error/hang/0', 'socket hang up'])
    await publish(world, 'much')
    expect((await hookEvents(stream, 4)).at(-1)).toEqual([
      'hook-error/much/0',
      `the answer of 127.0.0.1:${server.port} is larger than 102400 bytes`,
    ])
  })

  test('is a machine that webhooks may not call', async () => {
    await createHook(world, { event: 'e', url: 'http://192.0.2.1/' })
    const stream = await ownEvents(world)
    await publish(world, 'e')
    expect(await hookEvents(stream, 1)).toEqual([
      [
        'hook-error/e/0',
        "192.0.2.1 is not this machine, and webhooks may call no other one; to let them, set webhookHosts to 'any', " +
          'or start particle-setup simulate with --webhooks-anywhere',
      ],
    ])
  })

  test('is a template that cannot be read', async () => {
    const server = await receiver()
    await createHook(world, { event: 'e', url: server.url, body: '{{#open}}' })
    const stream = await ownEvents(world)
    await publish(world, 'e')
    expect(await hookEvents(stream, 1)).toEqual([
      ['hook-error/e/0', expect.stringContaining('Unclosed section')],
    ])
    expect(server.requests).toEqual([])
  })
})

/** A port that nobody listens on. */
async function closedPort(): Promise<{ port: number }> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port }
}
