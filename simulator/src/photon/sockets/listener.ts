import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import type { BoardListener, BoardSocket } from '@particle-setup/device-os-wasm/run'
import { TCP_CONNECTIONS } from './limits.ts'
import { LOOPBACK } from './loopback.ts'

/** A program's TCP server. */
export class Listener implements BoardListener {
  readonly port: number
  /** Settles once it listens or cannot. */
  readonly begun: Promise<void>
  private readonly server: Server
  private readonly changed: () => void
  private readonly clients: Socket[] = []
  private phase: BoardSocket['state'] = 'opening'
  private readonly wrap: (client: Socket, changed: () => void) => ReturnType<BoardListener['accept']>

  /** @param wrap makes a connection of a client, if there is room for one more */
  constructor(port: number, wrap: Listener['wrap'], changed: () => void) {
    this.port = port
    this.wrap = wrap
    this.changed = changed
    this.server = createServer({ pauseOnConnect: true, noDelay: true }, client => this.welcome(client))
    this.begun = this.begin()
  }

  get state(): BoardSocket['state'] {
    return this.phase
  }

  /** The port of this machine; another than the program's where that could not be had. */
  get boundPort(): number | undefined {
    const address = this.server.address()
    return address !== null && typeof address === 'object' ? address.port : undefined
  }

  accept(changed: () => void): ReturnType<BoardListener['accept']> {
    for (;;) {
      const client = this.clients.shift()
      if (client === undefined) return undefined
      if (!client.destroyed) return this.wrap(client, changed)
    }
  }

  close(): void {
    if (this.phase === 'closed') return
    this.phase = 'closed'
    this.server.close()
    for (const client of this.clients.splice(0)) client.destroy()
    this.changed()
  }

  private async begin(): Promise<void> {
    // The port may be another Photon's, or need rights that the simulation has not.
    if (!(await this.tryPort(this.port)) && !(await this.tryPort(0))) this.phase = 'closed'
    if (this.phase === 'closed') this.server.close()
    else this.phase = 'open'
    this.changed()
  }

  private async tryPort(port: number): Promise<boolean> {
    try {
      this.server.listen({ host: LOOPBACK, port, exclusive: true })
      await once(this.server, 'listening')
      this.server.on('error', () => this.close())
      return true
    } catch {
      return false
    }
  }

  private welcome(client: Socket): void {
    // Who goes away before the program has looked is nobody's trouble.
    client.on('error', () => {})
    if (this.clients.length >= TCP_CONNECTIONS) client.destroy()
    else this.clients.push(client)
  }
}
