import type { Socket } from 'node:net'
import type { Clock } from '../../world/index.ts'

/** How long a client may take to close its side before it is cut off. */
const LINGER_MS = 2_000

/**
 * Closes our side of a connection and gives the client a moment to close its own, so that an answer it
 * has not read yet is not lost to a reset.
 *
 * @returns once our FIN has left or the client is gone.
 */
export function closeSocket(socket: Socket, clock: Clock): Promise<void> {
  if (socket.destroyed) return Promise.resolve()
  const timer = clock.setTimeout(() => socket.destroy(), LINGER_MS)
  return new Promise(resolve => {
    socket.once('close', () => {
      timer.cancel()
      resolve()
    })
    socket.end(() => resolve())
  })
}

/** Settles when the bytes have left or the client is gone. */
export function sendBytes(socket: Socket, bytes: Uint8Array): Promise<void> {
  if (socket.destroyed || bytes.length === 0) return Promise.resolve()
  return new Promise(resolve => {
    socket.write(bytes, () => resolve())
  })
}
