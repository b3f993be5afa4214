import type { Socket } from 'node:net'
import type { SettledAction } from '../action.ts'
import { toBytes } from '../bytes.ts'
import { COMMANDS } from '../commands/index.ts'
import { createSerialQueue } from '../serial-queue.ts'
import { closeSocket, sendBytes } from '../socket.ts'
import type { TransportOptions } from '../transport.ts'
import { createRequestParser, type TcpRequest } from './request.ts'

/** Sent before every command's answer, and alone where there is none. */
const PREAMBLE = '\n\n'

/**
 * The protocol of port 5609: one request and one answer a connection. The firmware serves it from one
 * thread, so a connection is served when its first data has come, and all others wait behind it until
 * its request is whole or its client gone.
 *
 * @returns what to do with an accepted socket.
 */
export function createTcpServer(options: TransportOptions): (socket: Socket) => void {
  const { connections, dispatch, profile, clock, onFault } = options
  const thread = createSerialQueue()
  let staysOpen = profile.firstTcpConnectionStaysOpen

  const serve = async (socket: Socket, first: Uint8Array, release: () => void): Promise<void> => {
    const request = await receive(socket, first, profile.freeHeapBytes)
    if (request === undefined) return
    const action = await dispatch(request.command, request.body)

    const stay = staysOpen || action.kind === 'silence'
    staysOpen = false
    await sendBytes(socket, toBytes(answerText(action)))
    if (stay) {
      endWithClient(socket)
    } else {
      await closeSocket(socket, clock)
      release()
    }
    if (action.kind === 'reply') action.afterwards?.()
  }

  return socket =>
    connections.admit(socket, 'tcp', release => {
      const leave = (): void => void socket.end()
      socket.once('end', leave)
      socket.once('data', (first: Uint8Array) => {
        socket.off('end', leave)
        socket.pause()
        thread(() => serve(socket, first, release)).catch(error => {
          socket.destroy()
          onFault(error)
        })
      })
      socket.resume()
    })
}

/** @returns the request, or `undefined` when the client broke off before it was whole. */
function receive(socket: Socket, first: Uint8Array, freeHeapBytes: number): Promise<TcpRequest | undefined> {
  const parser = createRequestParser({
    freeHeapBytes,
    readsBody: name => COMMANDS.get(name)?.readsBody ?? false,
  })
  return new Promise(resolve => {
    const done = (request: TcpRequest | undefined): void => {
      socket.off('data', onData).off('end', onEnd).off('close', onClose)
      // What else comes is dropped, so that closing does not reset a connection with unread data.
      socket.resume()
      resolve(request)
    }
    const onData = (chunk: Uint8Array): void => {
      const request = parser.push(chunk)
      if (request !== undefined) done(request)
    }
    const onEnd = (): void => done(parser.end())
    const onClose = (): void => done(undefined)
    if (socket.destroyed) return done(undefined)
    socket.on('data', onData).on('end', onEnd).on('close', onClose)
    onData(first)
    if (socket.readableEnded) onEnd()
    socket.resume()
  })
}

function answerText(action: SettledAction): string {
  switch (action.kind) {
    case 'reply':
      return PREAMBLE + action.writes.join('')
    case 'empty':
      return PREAMBLE
    default:
      return ''
  }
}

function endWithClient(socket: Socket): void {
  if (socket.readableEnded) socket.end()
  else socket.once('end', () => socket.end())
}
