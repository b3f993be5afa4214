import { connect } from 'node:net'
import { expect, test, vi } from 'vitest'
import { startSoftAp } from '../../../src/photon/softap/index.ts'
import { createFakeDevice } from './fake-device.ts'
import { listening } from './setup.ts'
import { openWire, overHttp, overTcp } from './wire.ts'

test.for(['{"idx":0}', '{"idx":4}', '{', 'not JSON', ''])('S26: the body %j is not read', async body => {
  const { device, transports } = await listening()
  for (const [, ask] of transports) expect(await ask('connect-ap', body)).toBe('{"r":0}')
  expect(device.departures).toBe(2)
})

test.for(['tcp', 'http'] as const)(
  'S26: the answer over %s is out before both listeners go',
  async transport => {
    const device = createFakeDevice({ leaveListeningMode: () => void softAp.close() })
    const softAp = await startSoftAp(device)
    const ask = transport === 'tcp' ? overTcp(softAp.tcpPort) : overHttp(softAp.httpPort)
    using idle = await openWire(softAp.httpPort)
    expect(await ask('connect-ap', { idx: 0 })).toBe('{"r":0}')
    await idle.closed
    await softAp.close()
    for (const port of [softAp.tcpPort, softAp.httpPort])
      await expect(reach(port)).rejects.toThrow('ECONNREFUSED')
  },
)

test('S26: a client that goes before its answer has set the Photon going all the same', async () => {
  const { device, softAp } = await listening()
  using wire = await openWire(softAp.tcpPort)
  await wire.send('connect-ap\n0\n\n')
  wire[Symbol.dispose]()
  await vi.waitFor(() => expect(device.departures).toBe(1))
})

function reach(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve()
    }).on('error', reject)
  })
}
