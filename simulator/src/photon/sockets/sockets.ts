import { createConnection, type Socket } from 'node:net'
import type {
  BoardConnection,
  BoardDatagrams,
  BoardListener,
  BoardNetwork,
} from '@particle-setup/device-os-wasm/run'
import type { Clock } from '../../world/index.ts'
import { Connection } from './connection.ts'
import { Datagrams } from './datagrams.ts'
import { LISTENERS, TCP_CONNECTIONS, UDP_SOCKETS } from './limits.ts'
import { Listener } from './listener.ts'
import { isLoopback, LOOPBACK, resolveLoopback } from './loopback.ts'

/** How far a program's sockets reach: nowhere, or the machine that the simulation runs on. */
export type SocketReach = 'none' | 'loopback'

/** A port on which a program waits, and where that is on this machine. */
export interface ProgramPort {
  readonly protocol: 'tcp' | 'udp'
  /** The program's. */
  readonly port: number
  readonly host: string
  /** The machine's: the same, unless that could not be had. */
  readonly boundPort: number
}

/** Real sockets of this machine for one program, to and from this machine only. */
export class Sockets implements BoardNetwork {
  private readonly clock: Clock
  private readonly isOnNetwork: () => boolean
  private readonly isOwn: (address: string) => boolean
  private connections: Connection[] = []
  private listeners: Listener[] = []
  private datagrams: Datagrams[] = []

  /** @param parts.isOwn whether an address is one that the network gave the Photon */
  constructor(parts: { clock: Clock; isOnNetwork: () => boolean; isOwn: (address: string) => boolean }) {
    this.clock = parts.clock
    this.isOnNetwork = parts.isOnNetwork
    this.isOwn = parts.isOwn
  }

  /** Where the program waits to be connected to, or for packets. */
  get ports(): readonly ProgramPort[] {
    const place = (protocol: ProgramPort['protocol']) => {
      return ({ port, boundPort }: Listener | Datagrams): ProgramPort[] =>
        boundPort === undefined ? [] : [{ protocol, port, host: LOOPBACK, boundPort }]
    }
    return [...open(this.listeners).flatMap(place('tcp')), ...open(this.datagrams).flatMap(place('udp'))]
  }

  connect(address: string, port: number, changed: () => void): BoardConnection | undefined {
    if (!this.isOnNetwork() || !isLoopback(address) || port === 0) return undefined
    this.connections = open(this.connections)
    if (this.connections.length >= TCP_CONNECTIONS) return undefined
    const socket = createConnection({ host: address, port, noDelay: true })
    const connection = this.keep(socket, address, changed)
    this.hold(new Promise(settle => socket.once('connect', settle).once('close', settle)))
    return connection
  }

  listen(port: number, changed: () => void): BoardListener | undefined {
    this.listeners = open(this.listeners)
    if (!this.isOnNetwork() || this.listeners.length >= LISTENERS) return undefined
    const listener = new Listener(port, (client, news) => this.welcome(client, news), changed)
    this.listeners.push(listener)
    this.hold(listener.begun)
    return listener
  }

  bind(port: number, changed: () => void): BoardDatagrams | undefined {
    this.datagrams = open(this.datagrams)
    if (!this.isOnNetwork() || this.datagrams.length >= UDP_SOCKETS) return undefined
    const datagrams = new Datagrams(port, changed)
    this.datagrams.push(datagrams)
    this.hold(datagrams.begun)
    return datagrams
  }

  async resolve(name: string): Promise<string | undefined> {
    return resolveLoopback(name)
  }

  ping(address: string, tries: number): number {
    return isLoopback(address) || this.isOwn(address) ? tries : 0
  }

  /** The network is gone, or the program is: whoever was connected sees it end. */
  closeAll(): void {
    for (const connection of this.connections.splice(0)) connection.vanish()
    for (const listener of this.listeners.splice(0)) listener.close()
    for (const datagrams of this.datagrams.splice(0)) datagrams.close()
  }

  private welcome(client: Socket, changed: () => void): Connection | undefined {
    this.connections = open(this.connections)
    if (this.connections.length < TCP_CONNECTIONS) {
      return this.keep(client, client.remoteAddress ?? LOOPBACK, changed)
    }
    client.destroy()
    return undefined
  }

  private keep(socket: Socket, address: string, changed: () => void): Connection {
    const connection = new Connection(socket, address, changed)
    this.connections.push(connection)
    return connection
  }

  /** On this machine that is a matter of moments, in which simulated time stands still. */
  private hold(work: Promise<unknown>): void {
    void this.clock.hold(work)
  }
}

function open<One extends { readonly state: string }>(sockets: readonly One[]): One[] {
  return sockets.filter(({ state }) => state !== 'closed')
}
