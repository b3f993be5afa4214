import { expect, test } from 'vitest'
import { listening } from './setup.ts'
import { exchange, httpRequest, openWire } from './wire.ts'

const VERSION = 'GET /version HTTP/1.1\r\n\r\n'

test('S17: the eleventh connection, over both ports, waits until one of ten closes', async () => {
  const { softAp } = await listening()
  const wires = []
  for (let i = 0; i < 9; i++) {
    const wire = await openWire(softAp.httpPort)
    await wire.send(VERSION)
    await wire.hears(received => received.endsWith('0\r\n\r\n'))
    wires.push(wire)
  }
  using tenth = await openWire(softAp.tcpPort)
  await tenth.send('set\n50\n\n')
  using eleventh = await openWire(softAp.httpPort)
  await eleventh.send(VERSION)
  // Exchanges on a connection that is served give the waiting one time to be served by mistake.
  for (let answers = 2; answers < 10; answers++) {
    await wires[1]?.send(VERSION)
    await wires[1]?.hears(received => received.split('HTTP/1.1 200').length === answers + 1)
  }
  expect(eleventh.received).toBe('')

  wires[0]?.[Symbol.dispose]()
  await eleventh.hears(received => received.endsWith('0\r\n\r\n'))
  for (const wire of wires) wire[Symbol.dispose]()
})

test('S17: a client that goes while it waits takes nobody else’s place', async () => {
  const { softAp } = await listening()
  const wires = await Promise.all(Array.from({ length: 12 }, () => openWire(softAp.tcpPort)))
  for (const wire of wires) wire[Symbol.dispose]()
  expect(await exchange(softAp.httpPort, httpRequest('/version'))).toContain('{"v":2}')
})

test('S17: a connection that was answered over TCP gives its place up, whether its client leaves or not', async () => {
  const { softAp } = await listening()
  const wires = []
  for (let i = 0; i < 20; i++) {
    const wire = await openWire(softAp.tcpPort)
    await wire.send('version\n0\n\n')
    await wire.hears(received => received === '\n\n{"v":2}')
    wires.push(wire)
  }
  for (const wire of wires) wire[Symbol.dispose]()
})
