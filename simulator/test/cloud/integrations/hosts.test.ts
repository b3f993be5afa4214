import type { LookupAddress, LookupAllOptions } from 'node:dns'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callServer } from '../../../src/cloud/integrations/call.ts'
import { RefusedHostError } from '../../../src/cloud/integrations/hook-error.ts'
import { hostGuard, isLoopback } from '../../../src/cloud/integrations/hosts.ts'
import { receiver } from './support.ts'

/** Resolves every name to the addresses of the next call. */
const resolver = (...answers: string[][]) => {
  let calls = 0
  const resolve = (
    _hostname: string,
    _options: LookupAllOptions,
    callback: (error: null, addresses: LookupAddress[]) => void,
  ): void => {
    const addresses = answers[calls++] ?? []
    callback(
      null,
      addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  return { resolve: resolve as never, calls: () => calls }
}

const call = (url: string, guard: ReturnType<typeof hostGuard>, timeoutMs = 5_000) =>
  callServer(
    { method: 'GET', url: new URL(url), headers: {}, body: undefined },
    { guard, rejectUnauthorized: true, signal: new AbortController().signal, timeoutMs, onSent: () => {} },
  )

test('loopback is 127.0.0.0/8 and ::1, however they are written', () => {
  for (const address of ['127.0.0.1', '127.255.255.254', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1']) {
    expect(isLoopback(address)).toBe(true)
  }
  for (const address of [
    '0.0.0.0',
    '128.0.0.1',
    '10.0.0.1',
    '169.254.169.254',
    '::',
    '::2',
    'fe80::1',
    '::ffff:10.0.0.1',
    'localhost',
    '',
  ]) {
    expect(isLoopback(address)).toBe(false)
  }
  fc.assert(fc.property(fc.ipV4(), address => isLoopback(address) === address.startsWith('127.')))
})

describe('a name', () => {
  test('is resolved once, and the checked address is the one that is called', async () => {
    const server = await receiver(res => res.end('here'))
    const { resolve, calls } = resolver(['127.0.0.1'], ['192.0.2.1'])
    const url = `http://rebinding.test:${server.port}/`
    expect(await call(url, hostGuard('loopback', resolve))).toEqual({ status: 200, body: 'here' })
    expect(calls()).toBe(1)
    expect(server.requests[0]?.headers.host).toBe(`rebinding.test:${server.port}`)
  })

  test('that leads to another machine as well is called on this one', async () => {
    const server = await receiver()
    const { resolve } = resolver(['192.0.2.1', '127.0.0.1'])
    const answer = await call(`http://both.test:${server.port}/`, hostGuard('loopback', resolve))
    expect(answer.status).toBe(200)
  })

  test('that leads to another machine alone is refused', async () => {
    const { resolve } = resolver(['192.0.2.1', '2001:db8::1'])
    await expect(call('http://elsewhere.test/', hostGuard('loopback', resolve))).rejects.toThrow(
      RefusedHostError,
    )
  })

  test('that nobody knows is refused too, in words that say what would help', async () => {
    const resolve = ((_hostname: string, _options: unknown, callback: (error: Error) => void) =>
      callback(new Error('getaddrinfo ENOTFOUND'))) as never
    await expect(call('http://nowhere.test/', hostGuard('loopback', resolve))).rejects.toThrow(
      /set webhookHosts/,
    )
    await expect(call('http://nowhere.test/', hostGuard('any', resolve))).rejects.toThrow('ENOTFOUND')
  })

  test.each(['http://192.0.2.1/', 'http://[2001:db8::1]/', 'http://0x0a000001/', 'http://0.0.0.0/'])(
    'is no way round for %s',
    async url => {
      await expect(call(url, hostGuard('loopback'))).rejects.toThrow(RefusedHostError)
    },
  )
})

test('an address of another machine is called where any may be', async () => {
  const guard = hostGuard('any')
  expect(() => guard.checkHost('192.0.2.1')).not.toThrow()
  const { resolve } = resolver(['192.0.2.1'])
  const found = await new Promise(done => {
    hostGuard('any', resolve).lookup('x.test', { all: true }, (_error, addresses) => done(addresses))
  })
  expect(found).toEqual([{ address: '192.0.2.1', family: 4 }])
})

test('a server that never answers is given up', async () => {
  const server = await receiver(() => {})
  await expect(call(server.url, hostGuard('loopback'), 50)).rejects.toThrow(
    `no answer from 127.0.0.1:${server.port} within 0.05 s`,
  )
})
