import { describe, expect, test } from 'vitest'
import { SPKI } from './fake-device.ts'
import { listening } from './setup.ts'
import { chunksOf, exchange, httpRequest, openWire } from './wire.ts'

const NO_CACHE =
  'Cache-Control: no-store, no-cache, must-revalidate, post-check=0, pre-check=0\r\nPragma: no-cache\r\n'
const OPEN_CHUNKED =
  'Connection: Keep-Alive\r\nAccess-Control-Allow-Origin: *\r\nTransfer-Encoding: chunked\r\n\r\n'
const COMMAND_HEAD = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${NO_CACHE}${OPEN_CHUNKED}`

describe("a command's response", () => {
  test('S8: /version, byte for byte', async () => {
    const { softAp } = await listening()
    const answer = await exchange(softAp.httpPort, httpRequest('/version'))
    expect(answer).toBe(`${COMMAND_HEAD}7\r\n{"v":2}\r\n0\r\n\r\n`)
  })

  test('S8: a result, one chunk a write, byte for byte', async () => {
    const { softAp } = await listening()
    const answer = await exchange(softAp.httpPort, httpRequest('/connect-ap'))
    const body = '1\r\n{\r\n1\r\n"\r\n1\r\nr\r\n1\r\n"\r\n1\r\n:\r\n1\r\n0\r\n1\r\n}\r\n0\r\n\r\n'
    expect(answer).toBe(COMMAND_HEAD + body)
  })

  test('S8: /device-id, as the firmware writes it', async () => {
    const { softAp } = await listening()
    const id = ['"', 'id', '"', ':', '"', '3F003B000F47343432313031', '"']
    const claimed = ['"', 'c', '"', ':', '"', '0', '"']
    const answer = await exchange(softAp.httpPort, httpRequest('/device-id'))
    expect(chunksOf(answer)).toEqual(['{', ...id, ',', ...claimed, '}'])
  })

  test('S8: /public-key, a chunk for every digit', async () => {
    const { softAp } = await listening()
    const digits = Buffer.from(SPKI).toString('hex').toUpperCase().padEnd(588, '0')
    const answer = await exchange(softAp.httpPort, httpRequest('/public-key'))
    expect(chunksOf(answer)).toEqual(['{', '"b":"', ...digits, '"', ',', '"', 'r', '"', ':', '0', '}'])
  })

  test('S8: /scan-ap, as the firmware writes it', async () => {
    const { softAp } = await listening()
    const text = (name: string, value: string) => ['"', name, '"', ':', '"', value, '"']
    const number = (name: string, value: string) => ['"', name, '"', ':', value]
    const entry = (ssid: string, rssi: string, sec: string, ch: string, mdr: string) => [
      '{',
      ...text('ssid', ssid),
      ',',
      ...number('rssi', rssi),
      ',',
      ...number('sec', sec),
      ',',
      ...number('ch', ch),
      ',',
      ...number('mdr', mdr),
      '}',
    ]
    expect(chunksOf(await exchange(softAp.httpPort, httpRequest('/scan-ap')))).toEqual([
      '{"scans":[',
      ...entry('LabNet', '-51', '4194308', '6', '144400'),
      ',',
      ...entry('Guest', '-78', '0', '11', '54000'),
      ']}',
    ])
  })

  test('S8: an unusable body gets 200 and no chunk but the last', async () => {
    const { softAp } = await listening()
    const answer = await exchange(softAp.httpPort, httpRequest('/set', '{"unknown":1}'))
    expect(answer).toBe(`${COMMAND_HEAD}0\r\n\r\n`)
  })

  test('S8: the connection stays open for the next request', async () => {
    const { softAp } = await listening()
    using wire = await openWire(softAp.httpPort)
    const expected = `${COMMAND_HEAD}7\r\n{"v":2}\r\n0\r\n\r\n`
    for (const count of [1, 2, 3]) {
      await wire.send('GET /version HTTP/1.1\r\n\r\n')
      await wire.hears(received => received === expected.repeat(count))
    }
    expect(wire.isOpen).toBe(true)
  })
})

describe('other URLs', () => {
  test('S17: / redirects to /index, with nothing but a length', async () => {
    const { softAp } = await listening()
    const answer = await exchange(softAp.httpPort, httpRequest('/'))
    expect(answer).toBe('HTTP/1.1 301\r\nLocation: /index\r\nContent-Length: 0\r\n\r\n')
  })

  test('S17: /index redirects to /hello', async () => {
    const { softAp } = await listening()
    const answer = await exchange(softAp.httpPort, httpRequest('/index'))
    expect(answer).toBe(
      `HTTP/1.1 301\r\nLocation: /hello\r\nContent-Type: text/plain\r\n${NO_CACHE}${OPEN_CHUNKED}0\r\n\r\n`,
    )
  })

  test('S17: /hello is 14 bytes, a NUL among them, and may be cached', async () => {
    const { softAp } = await listening()
    const answer = await exchange(softAp.httpPort, httpRequest('/hello'))
    expect(answer).toBe(
      'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: Keep-Alive\r\nContent-Length: 14\r\n\r\nSoft AP Setup\0',
    )
  })

  test('S17: /hello carries the CORS header on a connection that has served a command', async () => {
    const { softAp } = await listening()
    using wire = await openWire(softAp.httpPort)
    await wire.send('GET /version HTTP/1.1\r\n\r\n')
    await wire.hears(received => received.endsWith('0\r\n\r\n'))
    await wire.send(httpRequest('/hello'))
    expect(await wire.closed).toContain(
      'Keep-Alive\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 14\r\n\r\nSoft AP Setup\0',
    )
  })

  test.for(['/generate_204', '/hello/', '/Index', '/index?x=1'])('S17: %s is not found', async path => {
    const { softAp } = await listening()
    const answer = await exchange(softAp.httpPort, httpRequest(path))
    expect(answer).toBe(`HTTP/1.1 404 Not Found\r\nContent-Type: */*\r\n${NO_CACHE}${OPEN_CHUNKED}0\r\n\r\n`)
  })
})
