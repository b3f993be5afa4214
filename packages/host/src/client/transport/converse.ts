import { connect, type Socket } from 'node:net'
import { ConnectionLost, MalformedAnswer, PhotonUnreachable } from '../../errors/softap.ts'
import { MAX_ANSWER_BYTES } from './limits.ts'
import type { PhotonAddress, SoftApRequest } from './transport.ts'

export interface Conversation<T> {
  /** Connected or connecting. */
  socket: Socket
  /** `host:port`, for errors. */
  address: string
  request: SoftApRequest
  /** The request on the wire, for one write: a Photon's HTTP server wants all of a header in one segment. */
  bytes: Uint8Array
  /**
   * Makes an answer of what has come.
   *
   * @param isOver the Photon has closed the connection: nothing more will come.
   * @returns `undefined` while it is not enough; when it is over, that makes a `ConnectionLost`.
   */
  read(received: Buffer, isOver: boolean): T | undefined
}

/** Opens a connection to a Photon. */
export function open({ host, port }: PhotonAddress): Socket {
  return connect({ host, port, noDelay: true })
}

/**
 * Sends a request on a connection and reads its answer. Leaves the connection open after an answer; destroys
 * it in any other case.
 *
 * @throws PhotonUnreachable, ConnectionLost, MalformedAnswer; the signal's reason; what `read` throws.
 */
export function converse<T>({ socket, address, request, bytes, read }: Conversation<T>): Promise<T> {
  const { command, signal, onSent } = request
  return new Promise((resolve, reject) => {
    let received: Buffer | undefined
    let connected = !socket.connecting

    const settle = () => {
      signal.removeEventListener('abort', onAbort)
      socket.removeAllListeners()
      socket.on('error', ignore)
    }
    const fail = (error: unknown) => {
      settle()
      socket.destroy()
      reject(error)
    }
    const onAbort = () => fail(signal.reason)
    const look = (isOver: boolean) => {
      try {
        const answer = received && read(received, isOver)
        if (answer !== undefined) {
          settle()
          resolve(answer)
        } else if (isOver) {
          fail(new ConnectionLost(command, received?.length ?? 0))
        }
      } catch (error) {
        fail(error)
      }
    }

    signal.addEventListener('abort', onAbort)
    if (connected) onSent?.()
    else {
      socket.on('connect', () => {
        connected = true
        onSent?.()
      })
    }
    socket.on('data', chunk => {
      received = received ? Buffer.concat([received, chunk]) : chunk
      if (received.length > MAX_ANSWER_BYTES) {
        fail(new MalformedAnswer(command, `${received.length} bytes without an end`))
      } else look(false)
    })
    socket.on('end', () => look(true))
    socket.on('close', () => fail(new ConnectionLost(command, received?.length ?? 0)))
    socket.on('error', cause => {
      fail(
        connected
          ? new ConnectionLost(command, received?.length ?? 0, { cause })
          : new PhotonUnreachable(command, address, cause.message, { cause }),
      )
    })
    socket.write(bytes)
  })
}

/** A socket that is being thrown away has nothing more to report. */
function ignore(): void {}
