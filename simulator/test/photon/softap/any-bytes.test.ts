import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRequestParser } from '../../../src/photon/softap/tcp/request.ts'
import { encrypt } from './fake-device.ts'
import { listening } from './setup.ts'
import { openWire } from './wire.ts'

const RUNS = { numRuns: 150 }
const bytes = fc.uint8Array({ maxLength: 600 })

/** Bytes that go further into the protocol than chance would. */
const tcpLike = fc
  .tuple(
    fc.constantFrom('set', 'configure-ap', 'scan-ap', 'connect-ap', 'public-key', 'foo', '', '\0'),
    fc.oneof(fc.nat(200).map(String), fc.string({ maxLength: 12 })),
    fc.oneof(fc.json(), fc.string({ maxLength: 80 })),
  )
  .map(([command, length, body]) => Buffer.from(`${command}\n${length}\n\n${body}`))

const httpLike = fc
  .tuple(
    fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS'),
    fc.constantFrom('/set', '/configure-ap', '/scan-ap', '/connect-ap', '/', '/hello', '/%', '*', '/x?%00'),
    fc.constantFrom('', 'Content-Length: 30\r\n', 'Content-Length: -1\r\n', 'Transfer-Encoding: chunked\r\n'),
    fc.constantFrom('', 'Content-Type: text/plain\r\n', 'Connection: close\r\n'),
    fc.oneof(fc.json(), fc.string({ maxLength: 80 })),
  )
  .map(([method, path, length, type, body]) =>
    Buffer.from(`${method} ${path} HTTP/1.1\r\n${length}${type}\r\n${body}`),
  )

test('S5: any bytes to the TCP port leave both servers answering the next client', async () => {
  const { softAp, tcp, http } = await listening()
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes, tcpLike), async sent => {
      using wire = await openWire(softAp.tcpPort)
      await wire.send(sent)
      wire.end()
      await wire.closed
      expect([await tcp('version'), await http('version')]).toEqual(['{"v":2}', '{"v":2}'])
    }),
    RUNS,
  )
})

test('S9: any bytes to the HTTP port leave both servers answering the next client', async () => {
  const { softAp, tcp, http } = await listening()
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes, httpLike), async sent => {
      using wire = await openWire(softAp.httpPort)
      await wire.send(sent)
      wire.end()
      await wire.closed
      expect([await tcp('version'), await http('version')]).toEqual(['{"v":2}', '{"v":2}'])
    }),
    RUNS,
  )
})

test('S5: clients that break off in the middle hold nobody up', async () => {
  const { softAp, tcp } = await listening()
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes, tcpLike), fc.boolean(), async (sent, overHttp) => {
      const wire = await openWire(overHttp ? softAp.httpPort : softAp.tcpPort)
      await wire.send(sent)
      wire[Symbol.dispose]()
      expect(await tcp('version')).toBe('{"v":2}')
    }),
    RUNS,
  )
})

test('S1: a request means the same however it is cut into pieces', () => {
  const parse = (pieces: readonly Uint8Array[]) => {
    const parser = createRequestParser({ readsBody: name => name === 'set', freeHeapBytes: 1_000 })
    for (const piece of pieces) {
      const request = parser.push(piece)
      if (request !== undefined) return request
    }
    return parser.end()
  }
  fc.assert(
    fc.property(fc.oneof(bytes, tcpLike), fc.nat(), (sent, at) => {
      const cut = at % (sent.length + 1)
      expect(parse([sent.subarray(0, cut), sent.subarray(cut)])).toEqual(parse([sent]))
    }),
  )
})

test('S22: any name of 1 to 32 bytes and key of 8 to 64 is stored as it was sent', async () => {
  const { device, tcp } = await listening({ air: [] })
  const plainByte = fc.integer({ min: 1, max: 255 }).filter(byte => byte !== 0x22 && byte !== 0x5c)
  const ssid = fc.array(plainByte, { minLength: 1, maxLength: 32 }).map(array => Uint8Array.from(array))
  const key = fc.uint8Array({ min: 1, max: 255, minLength: 8, maxLength: 64 })
  await fc.assert(
    fc.asyncProperty(ssid, key, async (name, password) => {
      device.air = [
        { ssid: name, bssid: '02:00', rssiDbm: -50, sec: 0x0040_0004, channel: 1, maxRateKbps: 54_000 },
      ]
      const body = `{"ssid":"${Buffer.from(name).toString('latin1')}","sec":4194308,"pwd":"${encrypt(password)}"}`
      expect(await tcp('configure-ap', body)).toBe('{"r":0}')
      expect(Buffer.from(device.stored.at(-1)?.ssid ?? [])).toEqual(Buffer.from(name))
      expect(Buffer.from(device.stored.at(-1)?.password ?? [])).toEqual(Buffer.from(password))
    }),
    RUNS,
  )
})
