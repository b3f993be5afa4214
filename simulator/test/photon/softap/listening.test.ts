import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { SoftApListenError, startSoftAp } from '../../../src/photon/softap/index.ts'
import { createFakeDevice } from './fake-device.ts'
import { listening } from './setup.ts'
import { openWire, overHttp, overTcp } from './wire.ts'

const device = createFakeDevice()

describe('S29: ports', () => {
  test('both are bound, and told, once it resolves', async () => {
    const { softAp, tcp, http } = await listening()
    expect(softAp.host).toBe('127.0.0.1')
    expect(await tcp('version')).toBe('{"v":2}')
    expect(await http('version')).toBe('{"v":2}')
  })

  test('may be stated, and are free again after close', async () => {
    const first = await startSoftAp(device)
    const { tcpPort, httpPort } = first
    await first.close()
    await using second = await startSoftAp(device, { tcpPort, httpPort })
    expect([second.tcpPort, second.httpPort]).toEqual([tcpPort, httpPort])
  })

  test.for(['tcp', 'http'] as const)(
    'one that is taken for %s is named, and the other is left free',
    async transport => {
      const holder = createServer().listen(0, '127.0.0.1')
      await once(holder, 'listening')
      const address = holder.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      const free = await startSoftAp(device)
      await free.close()
      const ports = { tcpPort: free.tcpPort, httpPort: free.httpPort, [`${transport}Port`]: port }

      const refused = await startSoftAp(device, ports).catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(SoftApListenError)
      expect(refused).toMatchObject({ code: 'softap-port-taken', transport, port })
      expect(String(refused)).toContain(`127.0.0.1:${port}`)

      holder.close()
      await once(holder, 'close')
      await using softAp = await startSoftAp(device, ports)
      expect(softAp[`${transport}Port`]).toBe(port)
    },
  )

  test('one that is no port is refused', async () => {
    await expect(startSoftAp(device, { tcpPort: 70_000 })).rejects.toMatchObject({
      code: 'softap-listen-failed',
      port: 70_000,
    })
  })
})

describe('the end of setup mode', () => {
  test('drops every connection, and may be asked for twice', async () => {
    const softAp = await startSoftAp(device)
    using http = await openWire(softAp.httpPort)
    using tcp = await openWire(softAp.tcpPort)
    await tcp.send('set\n80\n\n')
    await Promise.all([softAp.close(), softAp.close()])
    await Promise.all([http.closed, tcp.closed])
  })

  test('ends a scan that is under way', async () => {
    const scanning = Promise.withResolvers<AbortSignal>()
    const softAp = await startSoftAp(
      createFakeDevice({
        scan: signal =>
          new Promise((_, reject) => {
            scanning.resolve(signal)
            signal.addEventListener('abort', () => reject(signal.reason))
          }),
      }),
    )
    using wire = await openWire(softAp.tcpPort)
    await wire.send('scan-ap\n0\n\n')
    const signal = await scanning.promise
    await softAp.close()
    expect(signal.aborted).toBe(true)
    expect(await wire.closed).toBe('')
  })

  test('comes with the signal that was handed in', async () => {
    const abort = new AbortController()
    const softAp = await startSoftAp(device, { signal: abort.signal })
    using wire = await openWire(softAp.httpPort)
    abort.abort()
    await wire.closed
    await softAp.close()
    await expect(startSoftAp(device, { signal: abort.signal })).rejects.toBe(abort.signal.reason)
  })
})

test('commands of both transports run one at a time', async () => {
  let running = 0
  const { softAp } = await listening({
    async publicKey() {
      if (++running > 1) throw new Error('two commands at once')
      await new Promise(resolve => setImmediate(resolve))
      running--
      return new Uint8Array(162)
    },
  })
  const [tcp, http] = [overTcp(softAp.tcpPort), overHttp(softAp.httpPort)]
  const answers = await Promise.all([tcp, http, tcp, http].map(ask => ask('public-key')))
  expect(new Set(answers)).toEqual(new Set([`{"b":"${'0'.repeat(588)}","r":0}`]))
})
