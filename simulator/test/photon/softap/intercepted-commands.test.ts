import { expect, test } from 'vitest'
import { CLOSE, SILENCE } from '../../../src/photon/softap/index.ts'
import { listening } from './setup.ts'
import { exchange, httpRequest, openWire, tcpRequest } from './wire.ts'

test('a command made silent leaves its connection open, and the next client is served', async () => {
  const { softAp, tcp, http } = await listening(
    {},
    { intercept: name => (name === 'scan-ap' ? SILENCE : undefined) },
  )
  using overTcp = await openWire(softAp.tcpPort)
  using overHttp = await openWire(softAp.httpPort)
  await overTcp.send('scan-ap\n0\n\n')
  await overHttp.send('GET /scan-ap HTTP/1.1\r\n\r\n')
  expect([await tcp('version'), await http('version')]).toEqual(['{"v":2}', '{"v":2}'])
  expect([overTcp.received, overTcp.isOpen]).toEqual(['', true])
  expect([overHttp.received, overHttp.isOpen]).toEqual(['', true])
})

test('a command made to close sends no byte and does not run', async () => {
  const { softAp, device } = await listening({}, { intercept: () => CLOSE })
  expect(await exchange(softAp.tcpPort, tcpRequest('connect-ap'))).toBe('')
  expect(await exchange(softAp.httpPort, httpRequest('/connect-ap'))).toBe('')
  expect(device.departures).toBe(0)
})
