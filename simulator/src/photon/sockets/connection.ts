import type { Socket } from 'node:net'
import type { BoardConnection, BoardSocket } from '@particle-setup/device-os-wasm/run'
import { BUFFER_BYTES } from './limits.ts'

/** A program's side of a TCP connection, which neither waits nor takes more than it has room for. */
export class Connection implements BoardConnection {
  readonly remoteAddress: string
  private readonly socket: Socket
  private readonly changed: () => void
  private readonly chunks: Buffer[] = []
  private phase: BoardSocket['state']

  /** @param address of the other side, as the program knows it */
  constructor(socket: Socket, address: string, changed: () => void) {
    this.socket = socket
    this.remoteAddress = address
    this.changed = changed
    this.phase = socket.connecting ? 'opening' : 'open'
    socket.on('connect', () => this.enter('open'))
    socket.on('data', chunk => this.take(chunk))
    for (const end of ['end', 'error', 'close']) socket.on(end, () => this.enter('closed'))
    socket.resume()
  }

  get state(): BoardSocket['state'] {
    return this.phase
  }

  get available(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  }

  read(size: number): Uint8Array {
    const all = Buffer.concat(this.chunks.splice(0))
    if (all.length > size) this.chunks.push(all.subarray(size))
    if (this.available < BUFFER_BYTES) this.socket.resume()
    return all.subarray(0, size)
  }

  write(bytes: Uint8Array): number {
    const taken = bytes.subarray(0, Math.max(0, BUFFER_BYTES - this.socket.writableLength))
    if (taken.length > 0) this.socket.write(taken, () => this.changed())
    return taken.length
  }

  /** What was written still leaves. */
  close(): void {
    this.phase = 'closed'
    if (this.socket.connecting) this.socket.destroy()
    else this.socket.destroySoon()
  }

  /** As it is when power or network go. */
  vanish(): void {
    this.socket.destroy()
    this.enter('closed')
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk)
    if (this.available >= BUFFER_BYTES) this.socket.pause()
    this.changed()
  }

  private enter(state: BoardSocket['state']): void {
    if (this.phase === 'closed' || this.phase === state) return
    this.phase = state
    this.changed()
  }
}
