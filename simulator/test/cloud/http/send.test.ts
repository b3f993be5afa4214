import express, { type Express } from 'express'
import request from 'supertest'
import { expect, test } from 'vitest'
import { sendJson } from '../../../src/cloud/http/send.ts'

function app(status: number, value: unknown): Express {
  return express().use((req, res) => sendJson(req, res.setHeader('Server', 'nginx'), status, value))
}

test('JSON goes out compact, with its length in bytes and the recorded headers', async () => {
  const { headers, text } = await request(app(200, { name: 'Küche' })).get('/')
  expect(text).toBe('{"name":"Küche"}')
  expect(headers).toMatchObject({
    server: 'nginx',
    'content-type': 'application/json; charset=utf-8',
    'content-length': '17',
    vary: 'Accept-Encoding',
    etag: expect.stringMatching(/^W\/"[0-9a-f]+-[0-9a-f]+"$/),
  })
})

test('a GET of what the client has already is answered 304 without a body', async () => {
  const { headers } = await request(app(200, { a: 1 })).get('/')
  const etag = headers['etag'] ?? ''
  for (const known of [etag, etag.slice(2), `"x", ${etag}`, '*']) {
    const answer = await request(app(200, { a: 1 }))
      .get('/')
      .set('If-None-Match', known)
    expect([known, answer.status, answer.text]).toEqual([known, 304, ''])
    expect(answer.headers['etag']).toBe(etag)
    expect(answer.headers).not.toHaveProperty('content-length')
  }
})

test('it is sent anew when it has changed, or the client insists', async () => {
  const { headers } = await request(app(200, { a: 1 })).get('/')
  const etag = headers['etag'] ?? ''
  const changed = await request(app(200, { a: 2 }))
    .get('/')
    .set('If-None-Match', etag)
  expect([changed.status, changed.body]).toEqual([200, { a: 2 }])
  const insists = { 'If-None-Match': etag, 'Cache-Control': 'no-cache' }
  expect(
    (
      await request(app(200, { a: 1 }))
        .get('/')
        .set(insists)
    ).status,
  ).toBe(200)
})

test.each([
  ['post', 200],
  ['get', 400],
  ['put', 201],
] as const)('an answer to %s with status %i has no tag and is never left out', async (method, status) => {
  const answer = await request(app(status, { a: 1 }))
    [method]('/')
    .set('If-None-Match', '*')
  expect([answer.status, answer.body]).toEqual([status, { a: 1 }])
  expect(answer.headers).not.toHaveProperty('etag')
})

test('HEAD has the headers of GET alone', async () => {
  const [get, head] = [await request(app(200, [1])).get('/'), await request(app(200, [1])).head('/')]
  expect(head.text).toBeUndefined()
  for (const name of ['content-length', 'etag', 'content-type']) {
    expect(head.headers[name]).toBe(get.headers[name])
  }
})
