import { describe, expect, test } from 'vitest'
import { GEN_B } from '../../../src/photon/softap/index.ts'
import { listening } from './setup.ts'
import { exchange, openWire, tcpRequest } from './wire.ts'

const DEVICE_ID = '\n\n{"id":"3F003B000F47343432313031","c":"0"}'
const SET = '{"k":"cc","v":"abc"}'

describe('a request over TCP', () => {
  test('S1: device-id is answered after two line feeds, then FIN', async () => {
    const { softAp } = await listening()
    expect(await exchange(softAp.tcpPort, 'device-id\n0\n\n')).toBe(DEVICE_ID)
  })

  test('S1: version is {"v":2}', async () => {
    const { softAp } = await listening()
    expect(await exchange(softAp.tcpPort, 'version\n0\n\n')).toBe('\n\n{"v":2}')
  })

  test('S1: a claimed device answers "1", a string', async () => {
    const { tcp } = await listening({ claimed: true })
    expect(await tcp('device-id')).toBe('{"id":"3F003B000F47343432313031","c":"1"}')
  })

  test('S1: a request in pieces of one byte is answered like one in one piece', async () => {
    const { softAp, device } = await listening()
    using wire = await openWire(softAp.tcpPort)
    for (const character of tcpRequest('set', SET)) await wire.send(character)
    expect(await wire.closed).toBe('\n\n{"r":0}')
    expect(device.claimCodes).toEqual(['abc'])
  })

  test('S1: a client that closes its side after the request is answered all the same', async () => {
    const { softAp } = await listening()
    using wire = await openWire(softAp.tcpPort)
    await wire.send('device-id\n0\n\n')
    wire.end()
    expect(await wire.closed).toBe(DEVICE_ID)
  })

  test('S2: header lines before the blank line are ignored', async () => {
    const { softAp, device } = await listening()
    const request = `set\n${SET.length}\nX-Header: 1\nanything at all\n\n${SET}`
    expect(await exchange(softAp.tcpPort, request)).toBe('\n\n{"r":0}')
    expect(device.claimCodes).toEqual(['abc'])
  })

  test('S2: a command that ends in CR is unknown', async () => {
    const { softAp } = await listening()
    expect(await exchange(softAp.tcpPort, 'device-id\r\n0\n\n')).toBe('')
  })

  test('S2: a CR in the length line counts as a digit: 9 CR means 9 * 10 - 35', async () => {
    const { softAp, device } = await listening()
    const body = '{"k":"cc","v":"a"}'.padEnd(55)
    expect(await exchange(softAp.tcpPort, `set\n9\r\n\n${body}`)).toBe('\n\n{"r":0}')
    expect(device.claimCodes).toEqual(['a'])
  })

  test('S2: the command also ends at NUL', async () => {
    const { softAp } = await listening()
    expect(await exchange(softAp.tcpPort, 'device-id\x000\n\n')).toBe(DEVICE_ID)
  })

  test('S3: an unknown command gets no byte, then FIN', async () => {
    const { softAp } = await listening()
    expect(await exchange(softAp.tcpPort, 'foo\n0\n\n')).toBe('')
  })

  test('S3: a command longer than 30 characters is cut there and is unknown', async () => {
    const { softAp } = await listening()
    expect(await exchange(softAp.tcpPort, `${'device-id'.padEnd(45, '-')}\n0\n\n`)).toBe('')
  })

  test.for(['ant-internal', 'ant-external'])('S3: %s gets no byte, then FIN', async command => {
    const { softAp } = await listening()
    expect(await exchange(softAp.tcpPort, `${command}\n0\n\n`)).toBe('')
  })

  test('S4: an unusable body gets the two line feeds alone', async () => {
    const { softAp } = await listening()
    expect(await exchange(softAp.tcpPort, tcpRequest('set', '{"unknown":1}'))).toBe('\n\n')
  })

  test.for(['set\n0\n\n', 'set\n-1\n\n', 'set\n999999999\n\n', 'configure-ap\n0\n\n'])(
    'S4: %j has no body that finds room: two line feeds at once',
    async request => {
      const { softAp } = await listening()
      expect(await exchange(softAp.tcpPort, request)).toBe('\n\n')
    },
  )

  test('S5: a body shorter than announced keeps every other client waiting, until its client goes', async () => {
    const { softAp } = await listening()
    using first = await openWire(softAp.tcpPort)
    await first.send('set\n80\n\n{"k":"cc",')
    using second = await openWire(softAp.tcpPort)
    await second.send('version\n0\n\n')
    // HTTP has a thread of its own: a whole exchange there gives the first two time to be read.
    await exchange(softAp.httpPort, 'GET /version HTTP/1.1\r\nConnection: close\r\n\r\n')
    expect([first.received, second.received]).toEqual(['', ''])
    first[Symbol.dispose]()
    expect(await second.closed).toBe('\n\n{"v":2}')
  })

  test('S5: closing only its side frees the others too, and gets the client an empty reply', async () => {
    const { softAp } = await listening()
    using first = await openWire(softAp.tcpPort)
    await first.send('set\n80\n\n{"k":"cc",')
    using second = await openWire(softAp.tcpPort)
    await second.send('version\n0\n\n')
    first.end()
    expect(await first.closed).toBe('\n\n')
    expect(await second.closed).toBe('\n\n{"v":2}')
  })

  test('S5: a connection that has sent nothing holds nobody up', async () => {
    const { softAp, tcp } = await listening()
    using idle = await openWire(softAp.tcpPort)
    expect(await tcp('version')).toBe('{"v":2}')
    expect(idle.isOpen).toBe(true)
  })

  test('S5: a command that needs no body does not wait for the one announced', async () => {
    const { softAp } = await listening()
    expect(await exchange(softAp.tcpPort, 'version\n500\n\n')).toBe('\n\n{"v":2}')
  })

  test('S6: the length counts bytes, not characters', async () => {
    const { softAp, device } = await listening()
    const body = Buffer.from('{"k":"cc","v":"añb"}')
    const request = Buffer.concat([Buffer.from(`set\n${body.length}\n\n`), body])
    expect(await exchange(softAp.tcpPort, request)).toBe('\n\n{"r":0}')
    expect(device.claimCodes).toEqual([Buffer.from('añb').toString('latin1')])
  })

  test('S6: bytes after the announced body are ignored', async () => {
    const { softAp, device } = await listening()
    const answer = await exchange(softAp.tcpPort, `set\n${SET.length}\n\n${SET},"v":"other"}device-id\n0\n\n`)
    expect(answer).toBe('\n\n{"r":0}')
    expect(device.claimCodes).toEqual(['abc'])
  })

  test('S7: with the Gen-A fault the first connection is answered but stays open, the next closes', async () => {
    const { softAp } = await listening({}, { profile: { ...GEN_B, firstTcpConnectionStaysOpen: true } })
    using first = await openWire(softAp.tcpPort)
    await first.send('device-id\n0\n\n')
    await first.hears(received => received === DEVICE_ID)
    expect(await exchange(softAp.tcpPort, 'device-id\n0\n\n')).toBe(DEVICE_ID)
    expect(first.isOpen).toBe(true)
    first.end()
    expect(await first.closed).toBe(DEVICE_ID)
  })
})
