import { describe, expect, test } from 'vitest'
import { RATE_LIMITS } from '../../../src/cloud/http/rate-limit.ts'
import { serve, type TestCloud, testCloud } from '../support/cloud.ts'
import { openStream } from '../support/event-stream.ts'

const LOGIN = {
  grant_type: 'password',
  client_id: 'particle',
  client_secret: 'particle',
  username: 'dev@particle.test',
  password: 'photon',
}

function login(world: TestCloud, form: Partial<typeof LOGIN> = {}) {
  return world.http
    .post('/oauth/token')
    .type('form')
    .send({ ...LOGIN, ...form })
}

const tooMany = { error: 'rate_limit_exceeded', error_description: expect.stringMatching(/again in \d+ s/) }

test('without being asked to, the cloud limits nobody', async () => {
  const world = await testCloud()
  for (let i = 0; i <= RATE_LIMITS.guardedRequests; i++) {
    expect((await world.http.get('/v1/access_tokens/current').set(world.admin)).status).toBe(200)
  }
})

describe('with rate limits', () => {
  test('the request too many is told when to come back, and then let in', async () => {
    const world = await testCloud({ rateLimits: true })
    const ask = () => world.http.get('/v1/access_tokens/current').set(world.admin)
    for (let i = 0; i < RATE_LIMITS.guardedRequests; i++) expect((await ask()).status).toBe(200)
    await world.clock.advance(1_000)

    const { status, headers, body } = await ask()
    expect([status, headers['retry-after']]).toEqual([429, '299'])
    expect(body).toEqual(tooMany)

    await world.clock.advance(299_000)
    expect((await ask()).status).toBe(200)
  })

  test('one kind of request does not use up another', async () => {
    const world = await testCloud({ rateLimits: true })
    for (let i = 0; i < RATE_LIMITS.guardedRequests; i++) {
      await world.http.get('/v1/access_tokens/current').set(world.admin)
    }
    expect((await world.http.get('/v1/user').set(world.admin)).status).toBe(200)
    expect((await login(world)).status).toBe(200)
  })

  test('ten failures to log in, one after the other, lock the address out for half an hour', async () => {
    const world = await testCloud({ rateLimits: true })
    const fail = () => login(world, { password: 'wrong' })
    for (let i = 0; i < RATE_LIMITS.failuresInARow; i++) expect((await fail()).status).toBe(400)
    const { status, headers } = await login(world)
    expect([status, headers['retry-after']]).toEqual([429, '1800'])

    await world.clock.advance(RATE_LIMITS.lockMs)
    expect((await login(world)).status).toBe(200)
  })

  test('a login that works forgives the failures before it', async () => {
    const world = await testCloud({ rateLimits: true })
    for (let round = 0; round < 2; round++) {
      for (let i = 1; i < RATE_LIMITS.failuresInARow; i++) await login(world, { password: 'wrong' })
      expect((await login(world)).status).toBe(200)
    }
  })

  test('an address has so many streams open and no more, and one that ends makes room', async () => {
    const world = await testCloud({ rateLimits: true })
    const url = `${await serve(world.cloud)}/v1/devices/events`
    const streams = []
    for (let i = 0; i < RATE_LIMITS.streams; i++) streams.push(await openStream(url, world.admin))
    await world.clock.advance(RATE_LIMITS.windowMs)

    const refused = await openStream(url, world.admin)
    expect(refused.response.statusCode).toBe(429)
    expect(refused.response.headers['retry-after']).toBeDefined()

    streams[0]?.close()
    await expect.poll(async () => (await openStream(url, world.admin)).response.statusCode).toBe(200)
  })
})
