import type { BoardConnection, BoardDatagram, BoardNetwork, BoardSocket } from '../src/run/index.ts'

/** The other side of a firmware's connection. */
export class Peer implements BoardConnection {
  readonly remoteAddress = '10.0.0.2'
  state: BoardSocket['state'] = 'opening'
  readonly written: number[] = []
  /** Bytes that it takes before it has to be read. */
  room = Number.POSITIVE_INFINITY
  readonly #changed: () => void
  #incoming: number[] = []

  constructor(changed: () => void) {
    this.#changed = changed
  }

  accept(): this {
    return this.enter('open')
  }

  enter(state: BoardSocket['state']): this {
    this.state = state
    this.#changed()
    return this
  }

  say(text: string): void {
    this.#incoming.push(...Buffer.from(text))
    this.#changed()
  }

  takeMore(room: number): void {
    this.room = room
    this.#changed()
  }

  get available(): number {
    return this.#incoming.length
  }

  get text(): string {
    return Buffer.from(this.written).toString()
  }

  read(size: number): Uint8Array {
    return Uint8Array.from(this.#incoming.splice(0, size))
  }

  write(bytes: Uint8Array): number {
    const taken = Math.min(bytes.length, this.room)
    this.written.push(...bytes.subarray(0, taken))
    this.room -= taken
    return taken
  }

  close(): void {
    this.state = 'closed'
  }
}

/** A network on which 10.0.0.2 can be reached, and everything that came of it. */
export class TestNetwork implements BoardNetwork {
  readonly peers: Peer[] = []
  readonly clients: Peer[] = []
  readonly sent: BoardDatagram[] = []
  readonly ports: number[] = []
  incoming: BoardDatagram[] = []
  #packetCame = (): void => {}

  get peer(): Peer {
    const peer = this.peers.at(-1)
    if (peer === undefined) throw new Error('nothing was connected')
    return peer
  }

  connect(address: string, _port: number, changed: () => void): Peer | undefined {
    if (address !== '10.0.0.2') return undefined
    const peer = new Peer(changed)
    this.peers.push(peer)
    return peer
  }

  listen(port: number): ReturnType<BoardNetwork['listen']> {
    this.ports.push(port)
    return { state: 'open', accept: () => this.clients.shift(), close: () => this.ports.splice(0) }
  }

  bind(port: number, changed: () => void): ReturnType<BoardNetwork['bind']> {
    this.ports.push(port)
    this.#packetCame = changed
    return {
      state: 'open',
      send: datagram => this.sent.push(datagram) > 0,
      receive: () => this.incoming.shift(),
      close: () => this.ports.splice(0),
    }
  }

  deliver(text: string): void {
    this.incoming.push({ bytes: Buffer.from(text), address: '10.0.0.2', port: 53 })
    this.#packetCame()
  }

  async resolve(name: string): Promise<string | undefined> {
    return name === 'peer.local' ? '10.0.0.2' : undefined
  }

  ping(_address: string, tries: number): number {
    return tries - 1
  }
}
