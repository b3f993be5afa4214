import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import type { Board, BoardNetwork, BoardSocket } from '@particle-setup/device-os-wasm/run'
import { expect, onTestFinished, test } from 'vitest'
import type { PhotonOptions } from '../../src/photon/index.ts'
import { type Desk, desk, HOME } from './support/desk.ts'
import { scripted } from './support/scripted-firmware.ts'

const noticed = (): void => {}

/** A Photon on its network, and the sockets that its program has. */
async function online(options: Partial<PhotonOptions> = {}): Promise<Desk & { network: BoardNetwork }> {
  const boards: Board[] = []
  const d = desk({
    stored: [HOME],
    firmware: scripted({}, board => boards.push(board)),
    sockets: 'loopback',
    ...options,
  })
  onTestFinished(() => d[Symbol.asyncDispose]())
  await d.photon.powerOn()
  await d.clock.advance(10_000)
  const network = boards[0]?.network
  if (network === undefined) throw new Error('the program has no network')
  return Object.assign(d, { network })
}

async function machine(
  welcome: (client: Socket) => void = () => {},
): Promise<{ port: number; server: Server }> {
  const clients: Socket[] = []
  const server = createServer(client => {
    clients.push(client.on('error', () => {}))
    welcome(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const client of clients) client.destroy()
    server.close()
  })
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, server }
}

function becomes(socket: BoardSocket | undefined, state: BoardSocket['state']): Promise<void> {
  return expect.poll(() => socket?.state).toBe(state)
}

/** What a socket has once it has it. */
async function eventually<T>(take: () => T | undefined): Promise<T> {
  const taken: T[] = []
  await expect
    .poll(() => {
      const one = take()
      if (one !== undefined) taken.push(one)
      return taken.length
    })
    .toBeGreaterThan(0)
  return taken[0] as T
}

test('a program has no sockets unless it is allowed some', async () => {
  const boards: Board[] = []
  await using d = desk({ firmware: scripted({}, board => boards.push(board)) })
  await d.photon.powerOn()
  expect(boards[0]?.network).toBeUndefined()
  expect(d.photon.snapshot().ports).toEqual([])
})

test('a program talks to a server of this machine', async () => {
  const { network } = await online()
  const { port } = await machine(client => client.on('data', data => client.end(`you said ${data}`)))
  const connection = network.connect('127.0.0.1', port, noticed)
  await becomes(connection, 'open')
  expect(connection?.write(Buffer.from('hello'))).toBe(5)
  await expect.poll(() => connection?.available).toBe(14)
  await becomes(connection, 'closed')
  expect(Buffer.from(connection?.read(8) ?? []).toString()).toBe('you said')
  expect(Buffer.from(connection?.read(100) ?? []).toString()).toBe(' hello')
})

test('simulated time stands still while a program connects', async () => {
  const { network, clock } = await online()
  const { port } = await machine()
  const connection = network.connect('127.0.0.1', port, noticed)
  await clock.advance(60_000)
  expect(connection?.state).toBe('open')
})

test('is refused where nobody listens', async () => {
  const { network } = await online()
  const { port, server } = await machine()
  server.close()
  await becomes(network.connect('127.0.0.1', port, noticed), 'closed')
})

test.each(['192.168.1.1', '8.8.8.8', '0.0.0.0'])('reaches nothing beyond this machine: %s', async address => {
  const { network } = await online()
  expect(network.connect(address, 80, noticed)).toBeUndefined()
  const datagrams = network.bind(0, noticed)
  await becomes(datagrams, 'open')
  expect(datagrams?.send({ bytes: Buffer.from('x'), address, port: 53 })).toBe(false)
})

test('knows no name but those of this machine', async () => {
  const { network, photon } = await online()
  expect(await network.resolve('localhost')).toBe('127.0.0.1')
  expect(await network.resolve('api.localhost')).toBe('127.0.0.1')
  expect(await network.resolve('10.1.2.3')).toBe('10.1.2.3')
  expect(await network.resolve('example.com')).toBeUndefined()
  expect(network.ping?.('127.0.0.1', 5)).toBe(5)
  expect(network.ping?.(photon.snapshot().wifi.ipAddress ?? '', 2)).toBe(2)
  expect(network.ping?.('8.8.8.8', 5)).toBe(0)
})

test('serves clients of this machine', async () => {
  const { network, photon } = await online()
  const listener = network.listen(0, noticed)
  await becomes(listener, 'open')
  expect(listener?.accept(noticed)).toBeUndefined()
  const [port] = photon.snapshot().ports
  expect(port).toMatchObject({ protocol: 'tcp', port: 0, host: '127.0.0.1' })
  const client = createConnection(port?.boundPort ?? 0, '127.0.0.1')
  onTestFinished(() => void client.destroy())
  client.end('question')
  const accepted = await eventually(() => listener?.accept(noticed))
  await expect.poll(() => accepted.available).toBe(8)
  expect(accepted.remoteAddress).toBe('127.0.0.1')
})

test('two Photons whose programs want the same port get one each', async () => {
  const [first, second] = await Promise.all([online(), online()])
  const a = first.network.listen(0, noticed)
  await becomes(a, 'open')
  const wanted = first.photon.snapshot().ports[0]?.boundPort ?? 0
  const b = second.network.listen(wanted, noticed)
  await becomes(b, 'open')
  const [port] = second.photon.snapshot().ports
  expect(port?.port).toBe(wanted)
  expect(port?.boundPort).not.toBe(wanted)
})

test('exchanges packets with this machine', async () => {
  const { network, photon } = await online()
  const other = createSocket('udp4')
  onTestFinished(() => void other.close())
  other.bind(0, '127.0.0.1')
  await once(other, 'listening')
  const datagrams = network.bind(0, noticed)
  await becomes(datagrams, 'open')
  const heard = once(other, 'message')
  expect(
    datagrams?.send({ bytes: Buffer.from('ping'), address: '127.0.0.1', port: other.address().port }),
  ).toBe(true)
  expect(String((await heard)[0])).toBe('ping')
  const [port] = photon.snapshot().ports
  other.send('pong', port?.boundPort ?? 0, '127.0.0.1')
  const packet = await eventually(() => datagrams?.receive())
  expect(Buffer.from(packet.bytes).toString()).toBe('pong')
  expect(packet.port).toBe(other.address().port)
})

test('has room for nine connections, since the cloud has the tenth', async () => {
  const { network } = await online()
  const { port } = await machine()
  const connections = Array.from({ length: 10 }, () => network.connect('127.0.0.1', port, noticed))
  expect(connections.map(connection => connection !== undefined)).toEqual([...Array(9).fill(true), false])
  connections[0]?.close()
  expect(network.connect('127.0.0.1', port, noticed)).toBeDefined()
})

test('takes in no more than the program has room for', async () => {
  const { network } = await online()
  const { port } = await machine(client => client.write(Buffer.alloc(1_000_000)))
  const connection = network.connect('127.0.0.1', port, noticed)
  await expect.poll(() => connection?.available ?? 0).toBeGreaterThan(10_000)
  expect(connection?.available).toBeLessThan(100_000)
  let read = 0
  await expect
    .poll(() => {
      read += connection?.read(1_000_000).length ?? 0
      return read
    })
    .toBe(1_000_000)
})

test.each([
  ['the network goes', (d: Desk) => void d.air.remove('HomeNet')],
  ['the power goes', (d: Desk) => d.photon.powerOff()],
  ['the Photon is reset', (d: Desk) => d.photon.reset()],
])('every socket closes when %s', async (_what, end) => {
  const d = await online()
  const gone = Promise.withResolvers<void>()
  const { port } = await machine(client => client.once('close', () => gone.resolve()))
  const connection = d.network.connect('127.0.0.1', port, noticed)
  await becomes(connection, 'open')
  const sockets = [connection, d.network.listen(0, noticed), d.network.bind(0, noticed)]
  for (const socket of sockets) await becomes(socket, 'open')
  await end(d)
  await d.clock.advance(100)
  for (const socket of sockets) await becomes(socket, 'closed')
  expect(d.photon.snapshot().ports).toEqual([])
  await gone.promise
})

test('a Photon without a network opens no socket', async () => {
  const d = await online()
  d.air.remove('HomeNet')
  await d.clock.advance(100)
  expect(d.network.connect('127.0.0.1', 80, noticed)).toBeUndefined()
  expect(d.network.listen(0, noticed)).toBeUndefined()
  expect(d.network.bind(0, noticed)).toBeUndefined()
})
