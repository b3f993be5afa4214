import { request as httpRequest } from 'node:http'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { deviceId, serve, type TestCloud, testCloud } from '../support/cloud.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

describe('whatever a client does wrong, it reads JSON', () => {
  test.each<[string, () => PromiseLike<{ status: number; body: unknown; type: string }>, number]>([
    ['an unknown path', () => world.http.get('/v1/nothing/here'), 404],
    ['the root', () => world.http.get('/'), 404],
    ['an unknown method of a known path', () => world.http.patch('/v1/devices').set(world.admin), 404],
    [
      'JSON that is none',
      () => world.http.post('/v1/devices').set('Content-Type', 'application/json').send('{"id":'),
      400,
    ],
    [
      'JSON that is no object',
      () => world.http.post('/v1/devices').set('Content-Type', 'application/json').send('"id"'),
      400,
    ],
    ['a JSON array for a body', () => world.http.post('/v1/devices').set(world.admin).send([1]), 400],
    [
      'a body that is too large',
      () =>
        world.http
          .post('/v1/devices')
          .set(world.admin)
          .send({ id: 'x'.repeat(300_000) }),
      413,
    ],
    ['bad percent-encoding', () => world.http.get('/v1/devices/%zz').set(world.admin), 400],
    [
      'an encoding that is not supported',
      () => world.http.post('/v1/devices').set('Content-Encoding', 'morse').send({ id: 'x' }),
      415,
    ],
    [
      'an upload that ends early',
      () =>
        world.http
          .post('/v1/products/photon-kit/devices')
          .set(world.admin)
          .set('Content-Type', 'multipart/form-data; boundary=b')
          .send('--b\r\nContent-Disposition: form-data; name="file"; filename="file"\r\n\r\nx'),
      400,
    ],
  ])('for %s', async (_what, send, status) => {
    const answer = await send()
    expect(answer.status).toBe(status)
    expect(answer.type).toBe('application/json')
    expect(answer.body).toEqual({ ok: false, error: expect.any(String) })
    expect(world.failures).toEqual([])
  })

  test('for any method, path and body that HTTP lets through', async () => {
    await world.ownedDevice(world.admin, deviceId(1))
    const url = await serve(world.cloud)
    const segment = fc.oneof(
      fc.constantFrom('v1', 'oauth', 'token', 'devices', 'products', 'photon-kit', 'customers', 'user'),
      fc.constantFrom(
        'access_tokens',
        'device_claims',
        'ping',
        'owner',
        deviceId(1),
        '..',
        '%00',
        '%E0%A4%A',
      ),
      fc.string({ maxLength: 12 }).map(encodeURIComponent),
    )
    const body = fc.oneof(fc.string(), fc.json(), fc.constant('grant_type=password&username=a&username=b'))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'),
        fc.array(segment, { maxLength: 6 }),
        fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'multipart/form-data', 'x'),
        body,
        fc.boolean(),
        async (method, segments, type, text, authorized) => {
          const path = `/${segments.join('/')}`
          const answer = await send(`${url}${path}`, method, text, {
            'Content-Type': type,
            ...(authorized && world.admin),
          })
          expect(answer.status).toBeLessThan(500)
          expect(answer.type).toMatch(/^application\/json/)
          expect(() => JSON.parse(answer.text)).not.toThrow()
        },
      ),
      { numRuns: 300 },
    )
    expect(world.failures).toEqual([])
  })
})

test('a failure of the cloud’s own is told to its operator, not to the client', async () => {
  const failing = await testCloud()
  failing.cloud.app.request.get = () => {
    throw new Error('a secret detail')
  }
  const { status, body } = await failing.http.get('/v1/user')
  expect([status, body]).toEqual([500, { ok: false, error: 'Internal Server Error' }])
  expect(failing.failures).toEqual([expect.objectContaining({ message: 'a secret detail' })])
})

/** One raw request; the method may be one that fetch refuses. */
function send(
  url: string,
  method: string,
  body: string,
  headers: Record<string, string>,
): Promise<{ status: number; type: string; text: string }> {
  return new Promise((resolve, reject) => {
    const length = { 'Content-Length': Buffer.byteLength(body) }
    const req = httpRequest(url, { method, headers: { ...headers, ...length }, agent: false }, res => {
      let text = ''
      res.setEncoding('utf8')
      res.on('data', chunk => {
        text += chunk
      })
      res.on('end', () =>
        resolve({ status: res.statusCode ?? 0, type: res.headers['content-type'] ?? '', text }),
      )
      res.on('error', reject)
    })
    req.on('error', reject)
    req.end(body)
  })
}
