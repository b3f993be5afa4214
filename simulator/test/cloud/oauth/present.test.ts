import { beforeEach, describe, expect, test } from 'vitest'
import { PRODUCT, type TestCloud, testCloud } from '../support/cloud.ts'

let world: TestCloud
let token: string
beforeEach(async () => {
  world = await testCloud()
  token = world.cloud.defaults.user.token
})

describe('an access token is taken', () => {
  test('from the Authorization header', async () => {
    const { status } = await world.http.get('/v1/user').set('Authorization', `Bearer ${token}`)
    expect(status).toBe(200)
  })

  test('from the query', async () => {
    const { status } = await world.http.get('/v1/user').query({ access_token: token })
    expect(status).toBe(200)
  })

  test('from a form, of DELETE as well', async () => {
    await world.customer('ann@x.y')
    const { status, body } = await world.http
      .delete(`${PRODUCT}/customers/ann@x.y`)
      .type('form')
      .send({ access_token: token })
    expect([status, body]).toEqual([200, { ok: true }])
  })
})

describe('an access token is refused', () => {
  test.each<[string, () => PromiseLike<{ status: number; body: unknown }>, number, string, string]>([
    [
      'when there is none: 400',
      () => world.http.get('/v1/user'),
      400,
      'invalid_request',
      'The access token was not found',
    ],
    [
      'given in two ways at once: 400',
      () => world.http.get('/v1/user').set(world.admin).query({ access_token: token }),
      400,
      'invalid_request',
      'Only one method may be used to authenticate at a time (Auth header,  GET or POST).',
    ],
    [
      'given twice in the query: 400',
      () => world.http.get(`/v1/user?access_token=${token}&access_token=${token}`),
      400,
      'invalid_request',
      'Only one method may be used to authenticate at a time (Auth header,  GET or POST).',
    ],
    [
      'in a header that is not Bearer: 400',
      () => world.http.get('/v1/user').auth('a', 'b'),
      400,
      'invalid_request',
      'Malformed auth header',
    ],
    [
      'in a JSON body: 400',
      () => world.http.post('/v1/devices/events').send({ access_token: token, name: 'a' }),
      400,
      'invalid_request',
      'When putting the token in the body, content type must be application/x-www-form-urlencoded.',
    ],
    [
      'in the body of a GET: 400',
      () => world.http.get('/v1/user').type('form').send({ access_token: token }),
      400,
      'invalid_request',
      'Method cannot be GET When putting the token in the body.',
    ],
    [
      'when nobody issued it: 401',
      () => world.http.get('/v1/user').set('Authorization', 'Bearer nobody'),
      401,
      'invalid_token',
      'The access token provided is invalid.',
    ],
  ])('%s', async (_name, send, status, error, description) => {
    const answer = await send()
    expect(answer.status).toBe(status)
    expect(answer.body).toEqual({ error, error_description: description })
  })

  test('when it has expired: 401', async () => {
    const as = await world.customer('ann@x.y')
    await world.clock.advance(7_776_000_000 - 1)
    expect((await world.http.get('/v1/user').set(as)).status).toBe(200)
    await world.clock.advance(1)
    const { status, body } = await world.http.get('/v1/user').set(as)
    expect(status).toBe(401)
    expect(body).toEqual({
      error: 'invalid_token',
      error_description: 'The access token provided has expired.',
    })
  })
})
