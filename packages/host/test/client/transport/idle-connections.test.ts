import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createIdleConnections } from '../../../src/client/transport/idle-connections.ts'

const photon = createServer()
let accepted: Socket[]

beforeEach(async () => {
  accepted = []
  photon
    .removeAllListeners('connection')
    .on('connection', socket => accepted.push(socket.on('error', () => undefined)))
  photon.listen(0, '127.0.0.1')
  await once(photon, 'listening')
})

afterEach(async () => {
  for (const socket of accepted) socket.destroy()
  photon.close()
  await once(photon, 'close')
})

async function open(): Promise<Socket> {
  const socket = connect((photon.address() as AddressInfo).port, '127.0.0.1')
  await Promise.all([once(socket, 'connect'), once(photon, 'connection')])
  return socket
}

describe('connections between two commands', () => {
  test('one waits for each Photon and is taken once', async () => {
    const idle = createIdleConnections()
    const socket = await open()
    idle.keep('a', socket)
    expect(idle.take('b')).toBeUndefined()
    expect(idle.take('a')).toBe(socket)
    expect(idle.take('a')).toBeUndefined()
    expect(socket.listenerCount('close')).toBe(0)
    socket.destroy()
  })

  test('one that the Photon closes, or speaks on unasked, is forgotten', async () => {
    const idle = createIdleConnections()
    for (const act of [(socket: Socket) => socket.end(), (socket: Socket) => socket.write('?')]) {
      const socket = await open()
      idle.keep('a', socket)
      act(accepted.at(-1) as Socket)
      await once(socket, 'close')
      expect(idle.count).toBe(0)
    }
  })

  test('one that waits too long is closed, as a Photon that has gone closes nothing', async () => {
    const idle = createIdleConnections(10)
    const socket = await open()
    idle.keep('a', socket)
    await once(socket, 'close')
    expect(idle.count).toBe(0)
  })

  test('a second one to the same Photon takes the place of the first', async () => {
    const idle = createIdleConnections()
    const [first, second] = [await open(), await open()]
    idle.keep('a', first)
    idle.keep('a', second)
    await once(first, 'close')
    expect(idle.count).toBe(1)
    expect(idle.take('a')).toBe(second)
    second.destroy()
  })
})
