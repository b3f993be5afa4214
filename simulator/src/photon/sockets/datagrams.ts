import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { BoardDatagram, BoardDatagrams, BoardSocket } from '@particle-setup/device-os-wasm/run'
import { WAITING_PACKETS } from './limits.ts'
import { isLoopback, LOOPBACK } from './loopback.ts'

/** A program's UDP socket. */
export class Datagrams implements BoardDatagrams {
  readonly port: number
  /** Settles once it is bound or cannot be. */
  readonly begun: Promise<void>
  private socket: Socket | undefined
  private readonly changed: () => void
  private readonly packets: BoardDatagram[] = []
  private phase: BoardSocket['state'] = 'opening'
  private bound: number | undefined

  constructor(port: number, changed: () => void) {
    this.port = port
    this.changed = changed
    this.begun = this.begin()
  }

  get state(): BoardSocket['state'] {
    return this.phase
  }

  /** The port of this machine; another than the program's where that could not be had. */
  get boundPort(): number | undefined {
    return this.bound
  }

  send({ bytes, address, port }: BoardDatagram): boolean {
    if (this.phase !== 'open' || port === 0 || !isLoopback(address)) return false
    // Nobody hears of a packet that does not arrive.
    this.socket?.send(bytes, port, address, () => {})
    return true
  }

  receive(): BoardDatagram | undefined {
    return this.packets.shift()
  }

  close(): void {
    if (this.phase === 'closed') return
    this.phase = 'closed'
    this.socket?.close()
    this.changed()
  }

  private async begin(): Promise<void> {
    // The port may be another Photon's, or need rights that the simulation has not.
    const socket = (await tryPort(this.port)) ?? (await tryPort(0))
    if (this.phase === 'closed') {
      socket?.close()
      return
    }
    this.socket = socket
    this.bound = socket?.address().port
    this.phase = socket === undefined ? 'closed' : 'open'
    socket?.on('error', () => this.close())
    socket?.on('message', (bytes, from) => this.take({ bytes, address: from.address, port: from.port }))
    this.changed()
  }

  private take(packet: BoardDatagram): void {
    if (this.packets.length >= WAITING_PACKETS) return
    this.packets.push(packet)
    this.changed()
  }
}

async function tryPort(port: number): Promise<Socket | undefined> {
  const socket = createSocket('udp4')
  try {
    socket.bind({ address: LOOPBACK, port, exclusive: true })
    await once(socket, 'listening')
    return socket
  } catch {
    socket.close()
    return undefined
  }
}
