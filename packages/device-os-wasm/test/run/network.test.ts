import { beforeAll, describe, expect, test } from 'vitest'
import { type Board, type BoardWifi, type Firmware, run, type WifiCredentials } from '../../src/run/index.ts'
import { createTestBoard, settle, type TestTime } from '../board.ts'
import { compileFixture } from '../fixtures.ts'
import { Peer, TestNetwork } from '../network.ts'

beforeAll(async () => {
  await compileFixture('network')
}, 180_000)

interface Bench {
  readonly firmware: Firmware
  readonly time: TestTime
  /** Has the firmware obey in a turn of loop(); answers what it printed. */
  order(order: string): Promise<string[]>
}

async function bench(parts: Partial<Board> = {}): Promise<Bench> {
  const { board, time } = createTestBoard()
  let printed = ''
  let typed: number[] = []
  const firmware = await run(await compileFixture('network'), {
    ...board,
    ...parts,
    serial: {
      write: bytes => {
        printed += Buffer.from(bytes).toString()
      },
      read: () => typed.shift() ?? -1,
      available: () => typed.length,
    },
  })
  await firmware.turn()
  const order = async (text: string): Promise<string[]> => {
    printed = ''
    typed = [...Buffer.from(`${text}\n`)]
    await firmware.turn()
    return printed.split('\r\n').slice(0, -1)
  }
  return { firmware, time, order }
}

async function connected(network: TestNetwork): Promise<Bench & { readonly peer: Peer }> {
  const started = await bench({ network })
  const connecting = started.order('tcp connect')
  await expect.poll(() => network.peers.length).toBe(1)
  network.peer.accept()
  expect(await connecting).toEqual(['1'])
  return { ...started, peer: network.peer }
}

describe('a device without a network', () => {
  test('connects nowhere, listens to nobody and finds no name', async () => {
    const { order } = await bench()
    expect(await order('tcp connect')).toEqual(['0'])
    expect(await order('tcp connect to nobody')).toEqual(['0'])
    expect(await order('tcp state')).toEqual(['0 0 0 0.0.0.0'])
    expect(await order('tcp write')).toEqual([String(2 ** 32 - 1)])
    expect(await order('serve begin')).toEqual(['0'])
    expect(await order('serve accept')).toEqual(['0 0.0.0.0'])
    expect(await order('udp begin')).toEqual(['0'])
    expect(await order('udp send')).toEqual(['-1'])
    expect(await order('wifi resolve')).toEqual(['0.0.0.0', '0.0.0.0', '0'])
  })

  test('connects nowhere while its Wi-Fi is not ready', async () => {
    const network = new TestNetwork()
    const { order } = await bench({ network, wifi: { ready: () => false } })
    expect(await order('tcp connect')).toEqual(['0'])
    expect(network.peers).toEqual([])
  })
})

describe('TCPClient', () => {
  test('connect() suspends the firmware until the other side answers', async () => {
    const { peer, order } = await connected(new TestNetwork())
    expect(await order('tcp write')).toEqual(['5'])
    expect(peer.text).toBe('hello')
    expect(await order('tcp state')).toEqual(['1 1 0 10.0.0.2'])
  })

  test('connect() gives up after 5 s', async () => {
    const network = new TestNetwork()
    const { order, time } = await bench({ network })
    const connecting = order('tcp connect')
    await expect.poll(() => time.sleeping).toBe(1)
    await time.advance(5_000)
    expect(await connecting).toEqual(['0'])
    expect(network.peer.state).toBe('closed')
  })

  test('is refused', async () => {
    const network = new TestNetwork()
    const { order } = await bench({ network })
    const connecting = order('tcp connect')
    await expect.poll(() => network.peers.length).toBe(1)
    network.peer.enter('closed')
    expect(await connecting).toEqual(['0'])
  })

  test('stop() ends a firmware that connects', async () => {
    const network = new TestNetwork()
    const { firmware, order, time } = await bench({ network })
    const connecting = order('tcp connect')
    await expect.poll(() => time.sleeping).toBe(1)
    await firmware.stop()
    await connecting
    expect(firmware.state).toBe('stopped')
  })

  test('what was sent before the other side closed can still be read', async () => {
    const { peer, order } = await connected(new TestNetwork())
    peer.say('last words')
    peer.enter('closed')
    expect(await order('tcp state')).toEqual(['1 0 10 10.0.0.2'])
    expect(await order('tcp read')).toEqual([String('l'.charCodeAt(0)), '10 last words'])
    expect(await order('tcp state')).toEqual(['0 0 0 0.0.0.0'])
  })

  test('takes 128 bytes ahead at most', async () => {
    const { peer, order } = await connected(new TestNetwork())
    peer.say('x'.repeat(300))
    expect(await order('tcp state')).toEqual(['1 1 128 10.0.0.2'])
    expect(peer.available).toBe(172)
  })

  test('write() waits for room, and answers what it got rid of in time', async () => {
    const { order, peer, time } = await connected(new TestNetwork())
    peer.room = 30
    const writing = order('tcp write all')
    await expect.poll(() => time.sleeping).toBe(1)
    peer.takeMore(30)
    await settle()
    expect(peer.written).toHaveLength(60)
    await time.advance(500)
    expect(await writing).toEqual(['60 -2'])
  })

  test('a copy that goes leaves the connection open', async () => {
    const { peer, order } = await connected(new TestNetwork())
    expect(await order('tcp copy')).toEqual(['1'])
    expect(peer.state).toBe('open')
    await order('tcp stop')
    expect(peer.state).toBe('closed')
  })
})

describe('TCPServer', () => {
  test('hands out clients one by one and writes to the last', async () => {
    const network = new TestNetwork()
    const { order } = await bench({ network })
    expect(await order('serve begin')).toEqual(['1'])
    expect(network.ports).toEqual([7000])
    expect(await order('serve accept')).toEqual(['0 0.0.0.0'])
    const client = new Peer(() => {}).accept()
    network.clients.push(client)
    expect(await order('serve accept')).toEqual(['1 10.0.0.2'])
    expect(await order('serve answer')).toEqual(['11'])
    expect(client.text).toBe('to the last')
  })
})

describe('UDP', () => {
  test('sends what was written between beginPacket() and endPacket()', async () => {
    const network = new TestNetwork()
    const { order } = await bench({ network })
    expect(await order('udp begin')).toEqual(['1'])
    expect(await order('udp send')).toEqual(['6'])
    expect(network.sent).toEqual([
      { bytes: new Uint8Array(Buffer.from('ping 1')), address: '10.0.0.2', port: 9 },
    ])
  })

  test('takes a packet at a time, and loses what the buffer has no room for', async () => {
    const network = new TestNetwork()
    const { order } = await bench({ network })
    await order('udp begin')
    expect(await order('udp parse')).toEqual(['0', ' from 0.0.0.0:0'])
    network.deliver('pong')
    expect(await order('udp parse')).toEqual(['4', 'pong from 10.0.0.2:53'])
    network.deliver('too long')
    expect(await order('udp cut')).toEqual(['4'])
    expect(await order('udp cut')).toEqual(['0'])
  })

  test('receivePacket() waits as long as it is told', async () => {
    const network = new TestNetwork()
    const { order, time } = await bench({ network })
    await order('udp begin')
    const waiting = order('udp wait')
    await expect.poll(() => time.sleeping).toBe(1)
    network.deliver('late')
    expect(await waiting).toEqual(['4'])
    const inVain = order('udp wait')
    await time.advance(1_000)
    expect(await inVain).toEqual(['0'])
  })
})

describe('WiFi', () => {
  const HOME = {
    ssid: Buffer.from('Home'),
    bssid: Uint8Array.of(2, 0, 0, 0, 0, 0xab),
    security: 'wpa2',
    cipher: 'aes',
    channel: 6,
    maxDataRate: 144_400_000,
    rssiDbm: -48,
  } as const
  const ready: BoardWifi = { ready: () => true }

  test('scan() hands over what is in the air', async () => {
    const wifi = { ...ready, scan: async () => [HOME, { ssid: Buffer.of(), security: 'open' } as const] }
    const { order } = await bench({ wifi })
    expect(await order('wifi scan')).toEqual([
      'Home AB sec 3 cipher 1 ch 6 rate 144400000 rssi -48',
      ' 00 sec 0 cipher 0 ch 0 rate 0 rssi 0',
      '2',
      '1',
    ])
  })

  test('a scan that fails has heard nothing', async () => {
    const { order } = await bench({ wifi: { ...ready, scan: () => Promise.reject(new Error('no radio')) } })
    expect(await order('wifi scan')).toEqual(['-1', '-1'])
  })

  test('setCredentials() says all that it was told', async () => {
    const stored: WifiCredentials[] = []
    const setCredentials = async (one: WifiCredentials) => stored.push(one) < 3
    const { order } = await bench({ wifi: { ...ready, setCredentials } })
    expect(await order('wifi store')).toEqual(['1', '1', '0', '0'])
    const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString()
    expect(
      stored.map(({ ssid, password, security, cipher }) => [text(ssid), text(password), security, cipher]),
    ).toEqual([
      ['Open', '', 'open', undefined],
      ['Home', 'correct-horse', 'wpa2', undefined],
      ['Old', '12345', 'wep', undefined],
      ['Full', 'correct-horse', 'wpa', 'aes-tkip'],
      ['Office', 'secret', 'wpa2-enterprise', undefined],
    ])
    const eap = stored.at(-1)?.eap
    expect([eap?.type, text(eap?.innerIdentity), text(eap?.rootCa)]).toEqual([25, 'ann', 'CA'])
  })

  test('getCredentials() lists what is stored', async () => {
    const { order } = await bench({ wifi: { ...ready, storedNetworks: () => [HOME] } })
    expect(await order('wifi stored')).toEqual(['1', 'Home'])
  })

  test('tells every address', async () => {
    const wifi: BoardWifi = {
      ...ready,
      macAddress: Uint8Array.of(1, 2, 3, 4, 5, 6),
      bssid: () => Uint8Array.of(9),
      addresses: () => ({
        local: '192.168.1.7',
        subnetMask: '255.255.255.0',
        gateway: '192.168.1.1',
        dns: '8.8.8.8',
        dhcp: '192.168.1.2',
      }),
    }
    const { order } = await bench({ wifi })
    expect(await order('wifi addresses')).toEqual([
      '192.168.1.7',
      '255.255.255.0',
      '192.168.1.1',
      '8.8.8.8',
      '192.168.1.2',
      '6',
      '9',
    ])
  })

  test.each([
    [-61, '-61 78 -61 62 31'],
    [-120, '-120 0 -120 0 0'],
    [2, '2 -1 0 -1 0'],
  ])('a signal of %i dBm is %s', async (dBm, expected) => {
    const { order } = await bench({ wifi: { ...ready, rssiDbm: () => dBm } })
    expect(await order('wifi signal')).toEqual([expected])
  })

  test('hands settings to the board', async () => {
    const told: unknown[] = []
    const wifi: BoardWifi = {
      ...ready,
      antenna: 'auto',
      selectAntenna: antenna => told.push(antenna),
      hostname: () => 'lamp',
      setHostname: name => told.push(name),
      listenTimeout: () => 90,
      setListenTimeout: seconds => told.push(seconds),
      setStaticIp: addresses => told.push(addresses),
      useStaticIp: enable => told.push(enable),
      connect: skipListen => told.push({ skipListen }),
    }
    const { order } = await bench({ wifi })
    expect(await order('wifi settings')).toEqual(['lamp', '90', '0', '3'])
    expect(told).toEqual([
      { local: '10.0.0.5', subnetMask: '255.255.255.0', gateway: '10.0.0.1', dns: '0.0.0.0' },
      true,
      'lamp',
      90,
      'external',
      { skipListen: true },
    ])
  })

  test('resolves a name and counts the answers to a ping', async () => {
    const { order } = await bench({ network: new TestNetwork() })
    expect(await order('wifi resolve')).toEqual(['10.0.0.2', '0.0.0.0', '4'])
  })
})

test('an IPAddress can be made of, and compared with, all that it can on the device', async () => {
  const { order } = await bench()
  expect(await order('address all')).toEqual(['10.0.0.1', '1 1 0', '255 0a0000ff 1 1'])
})
