import { describe, expect, test } from 'vitest'
import type { HookSettings } from '../../../src/cloud/integrations/entity.ts'
import { HookError } from '../../../src/cloud/integrations/hook-error.ts'
import { requestOf } from '../../../src/cloud/integrations/payload.ts'
import { integrationBody } from '../../../src/cloud/integrations/schemas.ts'
import { Templates } from '../../../src/cloud/integrations/template.ts'
import { variablesOf } from '../../../src/cloud/integrations/variables.ts'
import type { Hook } from './support.ts'

const EVENT = {
  name: 'temp/kitchen',
  data: '{"room": "kitchen & hall", "t": 20}',
  ttlSeconds: 60,
  publishedAtMs: Date.UTC(2022, 10, 15),
  coreid: 'e00fce680000000000000001',
  isPublic: false,
  ownerId: 'owner',
  productId: null,
  firmwareVersion: null,
}
const DEFAULTS = {
  event: 'temp/kitchen',
  data: EVENT.data,
  published_at: '2022-11-15T00:00:00.000Z',
  coreid: EVENT.coreid,
}

const settings = (hook: Hook): HookSettings =>
  integrationBody.parse({ event: 'temp', url: 'http://localhost/in', ...hook })
const requestFor = (hook: Hook) => {
  const { url, ...request } = requestOf(settings(hook), EVENT, new Templates(variablesOf(EVENT)))
  return { ...request, url: url.href, query: Object.fromEntries(url.searchParams) }
}
const form = (body: string | undefined) => Object.fromEntries(new URLSearchParams(body))

describe('a webhook of an event and a URL', () => {
  test('posts a form with the event', () => {
    const request = requestFor({})
    expect(request).toMatchObject({ method: 'POST', url: 'http://localhost/in' })
    expect(request.headers).toEqual({
      'user-agent': 'ParticleBot/1.1 (https://docs.particle.io/webhooks)',
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect(form(request.body)).toEqual(DEFAULTS)
    expect(Object.keys(form(request.body))).toEqual(['event', 'data', 'published_at', 'coreid'])
  })

  test.each(['GET', 'DELETE'])('sends it in the query of a %s', requestType => {
    const request = requestFor({ requestType, form: { place: '{{{room}}}' } })
    expect(request.query).toEqual({ ...DEFAULTS, place: 'kitchen & hall' })
    expect(request).toMatchObject({ method: requestType, body: undefined })
  })

  test('leaves it out when told so', () => {
    expect(requestFor({ noDefaults: true })).toMatchObject({ body: '', query: {} })
    expect(requestFor({ noDefaults: true, requestType: 'get' })).toMatchObject({ method: 'GET', query: {} })
  })
})

describe('a webhook’s body', () => {
  test('is JSON, default fields and templates together', () => {
    const request = requestFor({ json: { data: '{{{t}}}', place: { name: '{{{room}}}', floor: 2 } } })
    expect(request.headers).toMatchObject({ accept: 'application/json', 'content-type': 'application/json' })
    expect(JSON.parse(request.body ?? '')).toEqual({
      ...DEFAULTS,
      data: '20',
      place: { name: 'kitchen & hall', floor: 2 },
    })
  })

  test('is JSON of one template, which need not be JSON before it is filled', () => {
    expect(requestFor({ noDefaults: true, json: '{"t": {{t}}}' }).body).toBe('{"t":20}')
    expect(() => requestFor({ json: '{"t": {{nothing}}}' })).toThrow(
      new HookError('the json "{\\"t\\": }" is not valid JSON'),
    )
  })

  test('carries event data that is JSON itself as a text', () => {
    const request = requestFor({ requestType: 'PUT', json: { value: '{{{PARTICLE_EVENT_VALUE}}}' } })
    expect(JSON.parse(request.body ?? '').value).toBe(EVENT.data)
    expect(request.method).toBe('PUT')
  })

  test('is a form with the default fields', () => {
    const request = requestFor({ form: { Body: '{{{room}}}', '{{PARTICLE_EVENT_NAME}}': 1 } })
    expect(form(request.body)).toEqual({ ...DEFAULTS, Body: 'kitchen & hall', 'temp/kitchen': '1' })
  })

  test('is whatever one template makes, without a content type of its own', () => {
    const request = requestFor({ body: '{ "t": {{{t}}} }', headers: { 'Content-Type': 'text/x' } })
    expect(request.body).toBe('{ "t": 20 }')
    expect(request.headers).toMatchObject({ 'content-type': 'text/x' })
    expect(requestFor({ body: 'x' }).headers).not.toHaveProperty('content-type')
  })
})

describe('a webhook’s address', () => {
  test('is a template, with the query added to it', () => {
    const request = requestFor({
      url: 'http://localhost/log/{{{t}}}?a=1',
      noDefaults: true,
      query: { q: '{{{room}}}', n: 5 },
    })
    expect(request.url).toBe('http://localhost/log/20?a=1&q=kitchen+%26+hall&n=5')
  })

  test.each(['{{{room}}}', 'file:///etc/{{t}}', '{{nothing}}'])('cannot become %s', url => {
    expect(() => requestFor({ url })).toThrow(HookError)
  })
})

describe('a webhook’s headers', () => {
  test('are templates, and none may break the connection', () => {
    const { headers } = requestFor({
      headers: { 'X-{{t}}': '{{{room}}}', 'Content-Length': '5', 'Transfer-Encoding': 'chunked' },
    })
    expect(headers).toMatchObject({ 'x-20': 'kitchen & hall' })
    expect(Object.keys(headers)).not.toContain('content-length')
    expect(Object.keys(headers)).not.toContain('transfer-encoding')
  })

  test.each([
    [{ auth: { username: 'u', password: '{{t}}' } }, 'u:20'],
    [{ auth: { user: 'u', pass: 'p' } }, 'u:p'],
    [{ url: 'http://u:p%40@localhost/' }, 'u:p@'],
  ])('have basic credentials of %o', (hook, expected) => {
    const { headers } = requestFor(hook)
    expect(headers['authorization']).toBe(`Basic ${Buffer.from(expected).toString('base64')}`)
  })
})
