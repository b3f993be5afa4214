import type { Socket } from 'node:net'

/** A Photon closes no connection for idleness, and has ten for all its clients. */
const IDLE_TIMEOUT_MS = 5_000

/** Connections that wait for the next command to their Photon: at most one each. They keep no process alive. */
export interface IdleConnections {
  /** Takes the one to an address out, if there is one. */
  take(address: string): Socket | undefined
  /** Keeps a connection until it is taken, closed, or has waited too long. */
  keep(address: string, socket: Socket): void
  /** How many wait. */
  readonly count: number
}

/** @param timeoutMs how long a connection may wait. Default 5 s. */
export function createIdleConnections(timeoutMs: number = IDLE_TIMEOUT_MS): IdleConnections {
  const waiting = new Map<string, Socket>()
  return {
    take(address) {
      const socket = waiting.get(address)
      if (!socket) return undefined
      waiting.delete(address)
      socket.removeAllListeners()
      socket.setTimeout(0)
      socket.ref()
      return socket.writable ? socket : undefined
    },
    keep(address, socket) {
      waiting.get(address)?.destroy()
      waiting.set(address, socket)
      const drop = () => {
        if (waiting.get(address) === socket) waiting.delete(address)
        socket.destroy()
      }
      socket.on('close', drop)
      socket.on('data', drop)
      socket.on('error', drop)
      socket.setTimeout(timeoutMs, drop)
      socket.unref()
    },
    get count() {
      return waiting.size
    },
  }
}
