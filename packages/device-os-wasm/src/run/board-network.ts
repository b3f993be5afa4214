/**
 * Sockets, IPv4 only. Nothing here waits: a firmware that waits for a socket is suspended until `changed` is
 * called or its time is over. Addresses are `a.b.c.d`.
 *
 * `undefined` where a socket is asked for: there is no network, none is free, or the address is out of reach.
 */
export interface BoardNetwork {
  /** `changed`: the state did, there is room to write again, or something came in. */
  connect(address: string, port: number, changed: () => void): BoardConnection | undefined
  listen(port: number, changed: () => void): BoardListener | undefined
  bind(port: number, changed: () => void): BoardDatagrams | undefined
  /** The address of a name, `undefined` for one that is not known. */
  resolve(name: string): Promise<string | undefined>
  /** How many of so many echo requests were answered. Default: none. */
  ping?(address: string, tries: number): number
}

export interface BoardSocket {
  /** `closed`: it failed, or somebody closed it. It stays so. */
  readonly state: 'opening' | 'open' | 'closed'
  close(): void
}

export interface BoardConnection extends BoardSocket {
  readonly remoteAddress: string
  /** Bytes that can be read at once; also after the other side has closed. */
  readonly available: number
  /** At most that many bytes. */
  read(size: number): Uint8Array
  /** How many bytes were taken; the rest has to wait until there is room. */
  write(bytes: Uint8Array): number
}

export interface BoardListener extends BoardSocket {
  /** The next client that has connected. */
  accept(changed: () => void): BoardConnection | undefined
}

export interface BoardDatagram {
  readonly bytes: Uint8Array
  readonly address: string
  readonly port: number
}

export interface BoardDatagrams extends BoardSocket {
  /** False where it cannot go. */
  send(datagram: BoardDatagram): boolean
  /** The next that has come in. */
  receive(): BoardDatagram | undefined
}
