import { connect } from 'node:net'
import { ConnectionLost, MalformedAnswer, PhotonUnreachable } from '../../errors/softap.ts'
import { concat } from '../bytes.ts'
import { MAX_ANSWER_BYTES } from './limits.ts'
import type { PhotonAddress, SoftApRequest, SoftApTransport } from './transport.ts'

/**
 * A Photon's TCP server, port 5609: a connection a command. Line feeds only, length in bytes, everything in
 * one write. Source: Device OS v2.3.1 softap.cpp SimpleProtocolDispatcher.
 */
export function createTcpTransport(photon: PhotonAddress): SoftApTransport {
  const address = `${photon.host}:${photon.port}`
  return { address, send: request => exchange(photon, address, request) }
}

function exchange(photon: PhotonAddress, address: string, request: SoftApRequest): Promise<Uint8Array> {
  const { command, signal } = request
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const socket = connect({ host: photon.host, port: photon.port, noDelay: true })
    const chunks: Uint8Array[] = []
    let receivedBytes = 0
    let connected = false

    const settle = (action: () => void) => {
      signal.removeEventListener('abort', onAbort)
      socket.removeAllListeners()
      socket.on('error', ignore)
      socket.destroy()
      action()
    }
    const onAbort = () => settle(() => reject(signal.reason))
    signal.addEventListener('abort', onAbort, { once: true })

    socket.on('connect', () => {
      connected = true
      request.onSent?.()
    })
    socket.on('data', chunk => {
      chunks.push(chunk)
      receivedBytes += chunk.length
      if (receivedBytes > MAX_ANSWER_BYTES) {
        settle(() => reject(new MalformedAnswer(command, `${receivedBytes} bytes without an end`)))
        return
      }
      const answer = concat(chunks)
      if (request.isWhole(answer)) settle(() => resolve(answer))
    })
    socket.on('end', () => {
      settle(() => (receivedBytes > 0 ? resolve(concat(chunks)) : reject(new ConnectionLost(command, 0))))
    })
    socket.on('error', error => {
      settle(() =>
        reject(
          connected
            ? new ConnectionLost(command, receivedBytes, { cause: error })
            : new PhotonUnreachable(command, address, error.message, { cause: error }),
        ),
      )
    })
    socket.write(encode(request))
  })
}

function encode({ command, body = new Uint8Array() }: SoftApRequest): Uint8Array {
  return concat([new TextEncoder().encode(`${command}\n${body.length}\n\n`), body])
}

/** A socket that is being thrown away has nothing more to report. */
function ignore(): void {}
