import { expect, test } from 'vitest'
import { testCloud } from '../support/cloud.ts'

test('every answer carries the headers that every recorded answer has', async () => {
  const { http, admin } = await testCloud()
  const ids = new Set<string>()
  for (const answer of [
    await http.get('/v1/user').set(admin),
    await http.get('/v1/user'),
    await http.get('/nothing'),
    await http.post('/oauth/token'),
  ]) {
    expect(answer.headers).toMatchObject({ server: 'nginx', 'access-control-allow-origin': '*' })
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(answer.headers['x-powered-by']).toBeUndefined()
    const id = answer.headers['x-request-id'] ?? ''
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    ids.add(id)
  }
  expect(ids.size).toBe(4)
})

test('GET answers have a weak ETag', async () => {
  const { http, admin } = await testCloud()
  expect((await http.get('/v1/user').set(admin)).headers['etag']).toMatch(/^W\/"/)
})

test('a CORS preflight is answered for any path', async () => {
  const { http } = await testCloud()
  for (const path of ['/v1/devices', '/oauth/token', '/v1/anything']) {
    const { status, headers, text } = await http.options(path).set('Origin', 'http://localhost')
    expect([status, text]).toEqual([204, ''])
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
      'access-control-max-age': '300',
    })
    for (const name of ['Authorization', 'Content-Type', 'X-Particle-Tool', 'X-Particle-Project']) {
      expect(headers['access-control-allow-headers']).toContain(name)
    }
  }
})

test('an observer is told of every request, without its secrets', async () => {
  const seen: unknown[] = []
  const { http, cloud } = await testCloud({
    onNotice: (kind, facts) => {
      if (kind === 'request') seen.push(facts)
    },
  })
  const { token } = cloud.defaults.user
  await http.get('/v1/user').query({ a: 1, access_token: token })
  await http.delete(`/v1/access_tokens/${token}`)
  await http.get('/v1/access_tokens/current')
  await expect.poll(() => seen.length).toBe(3)
  expect(seen).toEqual([
    { method: 'GET', path: '/v1/user?a=1&access_token=…', status: 200, ms: 0 },
    { method: 'DELETE', path: '/v1/access_tokens/…', status: 200, ms: 0 },
    { method: 'GET', path: '/v1/access_tokens/current', status: 400, ms: 0 },
  ])
})
