import { describe, expect, test } from 'vitest'
import { listening } from './setup.ts'
import { chunksOf, exchange, httpRequest, openWire } from './wire.ts'

const SET = '{"k":"cc","v":"abc"}'
const OK = '{"r":0}'

/** The request is read, nothing comes back, and the connection serves the next request. */
async function expectIgnored(httpPort: number, ...segments: readonly string[]): Promise<void> {
  using wire = await openWire(httpPort)
  for (const segment of segments) {
    await wire.send(segment)
    // Another connection's whole exchange gives the server time to read this one.
    await exchange(httpPort, httpRequest('/version'))
  }
  expect(wire.received).toBe('')
  expect(wire.isOpen).toBe(true)
  await wire.send('GET /version HTTP/1.1\r\nConnection: close\r\n\r\n')
  expect(chunksOf(await wire.closed)).toEqual(['{"v":2}'])
}

describe('what the HTTP server ignores', () => {
  const headers = 'Host: 192.168.0.1\r\n\r\n'

  test.for(['OPTIONS', 'HEAD', 'DELETE', 'PATCH', 'get'])('S9: %s', async method => {
    const { softAp } = await listening()
    await expectIgnored(softAp.httpPort, `${method} /version HTTP/1.1\r\n${headers}`)
  })

  test('S9: HTTP/1.0', async () => {
    const { softAp } = await listening()
    await expectIgnored(softAp.httpPort, `GET /version HTTP/1.0\r\n${headers}`)
  })

  test('S9: a first segment of fewer than 18 bytes', async () => {
    const { softAp } = await listening()
    await expectIgnored(softAp.httpPort, 'GET / HTTP/1.1\r\n')
  })

  test('S9: a header block over two segments, both of them', async () => {
    const { softAp } = await listening()
    await expectIgnored(softAp.httpPort, 'GET /version HTTP/1.1\r\nHost: 192', '.168.0.1\r\n\r\n')
  })

  test('S9: a header block that does not fit the 1152 bytes of a segment', async () => {
    const { softAp } = await listening()
    await expectIgnored(softAp.httpPort, `GET /version HTTP/1.1\r\nX: ${'x'.repeat(1200)}\r\n${headers}`)
  })

  test('S9: bytes that are no HTTP', async () => {
    const { softAp } = await listening()
    await expectIgnored(softAp.httpPort, '\x16\x03\x01\x02\x00\x01\x00'.repeat(10))
  })
})

describe('the content type of a request', () => {
  const refused = [
    'application/json',
    'application/json; charset=utf-8',
    'text/plain;charset=UTF-8',
    'text/html',
  ]
  test.for(refused)('S10: %s is answered 404, and the command does not run', async type => {
    const { softAp, device } = await listening()
    const answer = await exchange(softAp.httpPort, httpRequest('/set', SET, [`Content-Type: ${type}`]))
    expect(answer).toBe(
      'HTTP/1.1 404 Not Found\r\n' +
        'Content-Type: text/html\r\n' +
        'Cache-Control: no-store, no-cache, must-revalidate, post-check=0, pre-check=0\r\n' +
        'Pragma: no-cache\r\n' +
        'Connection: Keep-Alive\r\n' +
        'Content-Length: 0\r\n' +
        '\r\n',
    )
    expect(device.claimCodes).toEqual([])
  })

  test('S10: the 404 carries the CORS header on a connection that has served a command', async () => {
    const { softAp } = await listening()
    using wire = await openWire(softAp.httpPort)
    await wire.send('GET /version HTTP/1.1\r\n\r\n')
    const first = await wire.hears(received => received.endsWith('0\r\n\r\n'))
    await wire.send(httpRequest('/set', SET, ['Content-Type: application/json']))
    const second = (await wire.closed).slice(first.length)
    expect(second).toContain(
      'Connection: Keep-Alive\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\n',
    )
  })

  const allowed = [
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/octet-stream',
    '*/*',
  ]
  test.for(allowed)('S11: %s is served', async type => {
    const { softAp, device } = await listening()
    const answer = await exchange(softAp.httpPort, httpRequest('/set', SET, [`Content-Type: ${type}`]))
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(device.claimCodes).toEqual(['abc'])
  })

  test('S11: none is served', async () => {
    const { http } = await listening()
    expect(await http('set', SET)).toBe(OK)
  })

  test('S11: a type in a header whose name has other letters is not seen', async () => {
    const { softAp } = await listening()
    const request = httpRequest('/set', SET, ['content-type: application/json'])
    expect(chunksOf(await exchange(softAp.httpPort, request)).join('')).toBe(OK)
  })
})

describe('the body of a request', () => {
  test.for(['content-length: 20', 'Content-Length:20', 'X-Length: 20', 'Content-Length: 65536'])(
    'S12: with "%s" it counts as none: 200 with an empty body',
    async header => {
      const { softAp, device } = await listening()
      const request = `POST /set HTTP/1.1\r\n${header}\r\nConnection: close\r\n\r\n${SET}`
      const answer = await exchange(softAp.httpPort, request)
      expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
      expect(answer.slice(answer.indexOf('\r\n\r\n'))).toBe('\r\n\r\n0\r\n\r\n')
      expect(device.claimCodes).toEqual([])
    },
  )

  test.for([
    ['/set', SET, '{"r":-1}'],
    ['/configure-ap', '{"ssid":"LabNet"}', '{"r":-3}'],
  ] as const)('S13: chunked, %s runs without fields', async ([path, body, result]) => {
    const { softAp } = await listening()
    const chunked = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
    const request = `POST ${path} HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n${chunked}`
    expect(chunksOf(await exchange(softAp.httpPort, request)).join('')).toBe(result)
  })

  test('S14: a Content-Length below the bytes sent is never answered, nor is anything after it', async () => {
    const { softAp, device } = await listening()
    using wire = await openWire(softAp.httpPort)
    await wire.send(`POST /set HTTP/1.1\r\nContent-Length: 19\r\n\r\n${SET}`)
    await exchange(softAp.httpPort, httpRequest('/version'))
    await wire.send('GET /version HTTP/1.1\r\n\r\n')
    await exchange(softAp.httpPort, httpRequest('/version'))
    expect([wire.received, wire.isOpen]).toEqual(['', true])
    expect(device.claimCodes).toEqual([])
  })

  test('S14: a body that finds no memory is never answered', async () => {
    const { softAp } = await listening()
    using wire = await openWire(softAp.httpPort)
    await wire.send(`POST /set HTTP/1.1\r\nContent-Length: 60000\r\n\r\n${'x'.repeat(60_000)}`)
    await exchange(softAp.httpPort, httpRequest('/version'))
    expect([wire.received, wire.isOpen]).toEqual(['', true])
  })

  test('S14: with Connection: close and the body still to come, it closes unanswered', async () => {
    const { softAp, device } = await listening()
    const request = `POST /set HTTP/1.1\r\nContent-Length: ${SET.length}\r\nConnection: close\r\n\r\n`
    expect(await exchange(softAp.httpPort, request)).toBe('')
    expect(device.claimCodes).toEqual([])
  })

  test('S14: with Connection: close and the whole body, it answers, then closes', async () => {
    const { softAp } = await listening()
    expect(chunksOf(await exchange(softAp.httpPort, httpRequest('/set', SET))).join('')).toBe(OK)
  })

  test('S14: "connection: close" is not seen: the connection stays open', async () => {
    const { softAp } = await listening()
    using wire = await openWire(softAp.httpPort)
    await wire.send('GET /version HTTP/1.1\r\nconnection: close\r\n\r\n')
    await wire.hears(received => received.endsWith('0\r\n\r\n'))
    await exchange(softAp.httpPort, httpRequest('/version'))
    expect(wire.isOpen).toBe(true)
  })

  test('S15: it may come in later segments once the header block is complete', async () => {
    const { softAp, device } = await listening()
    using wire = await openWire(softAp.httpPort)
    for (const part of [
      `POST /set HTTP/1.1\r\nContent-Length: ${SET.length}\r\n\r\n`,
      '{"k":"cc",',
      '"v":"abc"}',
    ]) {
      await wire.send(part)
      await exchange(softAp.httpPort, httpRequest('/version'))
    }
    expect(chunksOf(await wire.hears(received => received.endsWith('0\r\n\r\n'))).join('')).toBe(OK)
    expect(device.claimCodes).toEqual(['abc'])
  })

  test('S15: a body of 12 kB in two segments reaches the command', async () => {
    const { softAp } = await listening()
    const body = `{"ssid":"${'x'.repeat(12_000)}"}`
    using wire = await openWire(softAp.httpPort)
    await wire.send(
      `POST /configure-ap HTTP/1.1\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 500)}`,
    )
    await exchange(softAp.httpPort, httpRequest('/version'))
    await wire.send(body.slice(500))
    expect(chunksOf(await wire.hears(received => received.endsWith('0\r\n\r\n'))).join('')).toBe('{"r":-3}')
  })
})

describe('the request line', () => {
  test.for(['GET', 'POST', 'PUT'])('S16: %s /connect-ap connects', async method => {
    const { softAp, device } = await listening()
    const answer = await exchange(
      softAp.httpPort,
      `${method} /connect-ap HTTP/1.1\r\nConnection: close\r\n\r\n`,
    )
    expect(chunksOf(answer).join('')).toBe(OK)
    expect(device.departures).toBe(1)
  })

  test.for(['/version?x=1', '/version?', '/%76ersion'])('S16: %s is /version', async path => {
    const { softAp } = await listening()
    expect(chunksOf(await exchange(softAp.httpPort, httpRequest(path)))).toEqual(['{"v":2}'])
  })

  test.for(['/Version', '/versionX', '/version/', '/ant-internal', '//version'])(
    'S16: %s is no command',
    async path => {
      const { softAp } = await listening()
      expect(await exchange(softAp.httpPort, httpRequest(path))).toMatch(
        /^HTTP\/1\.1 404 Not Found\r\nContent-Type: \*\/\*/,
      )
    },
  )
})
