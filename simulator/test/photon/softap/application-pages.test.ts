import { expect, test } from 'vitest'
import type { PageRequest, PageResponse } from '../../../src/photon/softap/index.ts'
import { listening } from './setup.ts'
import { chunksOf, exchange, httpRequest, openWire } from './wire.ts'

const NO_CACHE =
  'Cache-Control: no-store, no-cache, must-revalidate, post-check=0, pre-check=0\r\nPragma: no-cache\r\n'

test('S17: an application page gets path, query and body, and says status, type, headers and body', async () => {
  const asked: PageRequest[] = []
  const { softAp } = await listening(
    {},
    {
      pages(request) {
        asked.push(request)
        return { status: 404, mime: 'text/html', headers: 'X-Photon: 1\r\n', body: '<p>é</p>' }
      },
    },
  )
  const answer = await exchange(softAp.httpPort, httpRequest('/my%20page?a=%201', 'hello'))
  expect(asked).toEqual([{ path: '/my page?a=%201', body: Buffer.from('hello') }])
  expect(answer).toBe(
    'HTTP/1.1 404 Not Found\r\nX-Photon: 1\r\nContent-Type: text/html\r\n' +
      NO_CACHE +
      'Connection: Keep-Alive\r\nAccess-Control-Allow-Origin: *\r\nTransfer-Encoding: chunked\r\n\r\n' +
      `9\r\n${Buffer.from('<p>é</p>').toString('latin1')}\r\n0\r\n\r\n`,
  )
})

test('S17: commands, / and /hello never reach the application', async () => {
  const asked: string[] = []
  const pages = ({ path }: PageRequest): PageResponse => {
    asked.push(path)
    return { status: 200 }
  }
  const { softAp } = await listening({}, { pages })
  for (const path of ['/', '/hello', '/version', '/set', '/index'])
    await exchange(softAp.httpPort, httpRequest(path))
  expect(asked).toEqual(['/index'])
})

test.for([
  [204, 'HTTP/1.1 204 No Content'],
  [415, 'HTTP/1.1 406 Not Acceptable'],
  [418, 'HTTP/1.1 400 Bad Request'],
  [470, 'HTTP/1.1 470 Connection Authorization Required'],
] as const)('S17: status %i is sent as %s', async ([status, line]) => {
  const { softAp } = await listening({}, { pages: () => ({ status }) })
  expect(await exchange(softAp.httpPort, httpRequest('/page'))).toMatch(
    new RegExp(`^${line}\r\nContent-Type: \\*/\\*\r\n`),
  )
})

test('S17: status 444 closes the connection', async () => {
  const { softAp } = await listening({}, { pages: () => ({ status: 444 }) })
  const answer = await exchange(softAp.httpPort, 'GET /page HTTP/1.1\r\n\r\n')
  expect(answer).toMatch(/^HTTP\/1\.1 444\r\n/)
  expect(answer).toContain('\r\nConnection: close\r\n')
})

test('S17: a page of many kilobytes arrives whole', async () => {
  const body = Buffer.alloc(100_000, 'page')
  const { softAp } = await listening({}, { pages: async () => ({ status: 200, mime: 'text/html', body }) })
  expect(chunksOf(await exchange(softAp.httpPort, httpRequest('/big'))).join('')).toBe(
    body.toString('latin1'),
  )
})

test('S17: a page that takes its time holds up all of HTTP, which has one thread, but not TCP', async () => {
  const page = Promise.withResolvers<PageResponse>()
  const { softAp, tcp } = await listening({}, { pages: () => page.promise })
  using slow = await openWire(softAp.httpPort)
  await slow.send('GET /page HTTP/1.1\r\n\r\n')
  for (let i = 0; i < 5; i++) expect(await tcp('version')).toBe('{"v":2}')
  using behind = await openWire(softAp.httpPort)
  await behind.send(httpRequest('/hello'))
  for (let i = 0; i < 5; i++) expect(await tcp('version')).toBe('{"v":2}')
  expect([slow.received, behind.received]).toEqual(['', ''])
  page.resolve({ status: 200 })
  expect(await slow.hears(received => received.endsWith('0\r\n\r\n'))).toMatch(/^HTTP\/1\.1 200 OK/)
  expect(await behind.closed).toContain('Soft AP Setup\0')
})
