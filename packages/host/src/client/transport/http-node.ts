import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import {
  ConnectionLost,
  DeviceBusy,
  HttpRefused,
  MalformedAnswer,
  PhotonUnreachable,
} from '../../errors/softap.ts'
import { concat, toLatin1 } from '../bytes.ts'
import { MAX_ANSWER_BYTES } from './limits.ts'
import type { PhotonAddress, SoftApRequest, SoftApTransport } from './transport.ts'

/** One connection a Photon, kept for its next command: it has ten for all its clients. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/** A content type that the server takes for its pages; JSON or plain text would be answered by 404. */
const CONTENT_TYPE = 'application/x-www-form-urlencoded'

/**
 * A Photon's HTTP server, port 80. `node:http` and not `fetch`: the server reads `Content-Length` only in
 * title case, and a request only when all of its header is in the first segment.
 * Source: WICED HTTP server of Device OS 0.7 to 3.3.1; hal/src/photon/softap.cpp.
 */
export function createHttpTransport(photon: PhotonAddress): SoftApTransport {
  const address = `${photon.host}:${photon.port}`
  return { address, send: request => exchange(photon, address, request) }
}

function exchange(photon: PhotonAddress, address: string, request: SoftApRequest): Promise<Uint8Array> {
  const { command, signal, body } = request
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const outgoing = open(photon, request)
    let receivedBytes = 0
    let connected = false

    const settle = (action: () => void) => {
      signal.removeEventListener('abort', onAbort)
      action()
    }
    const fail = (error: unknown) => {
      settle(() => reject(error))
      outgoing.destroy()
    }
    const onAbort = () => fail(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })

    const onConnected = () => {
      connected = true
      request.onSent?.()
    }
    outgoing.on('socket', socket => {
      if (socket.connecting) socket.once('connect', onConnected)
      else onConnected()
    })
    outgoing.on('error', error => {
      fail(
        connected
          ? new ConnectionLost(command, receivedBytes, { cause: error })
          : new PhotonUnreachable(command, address, error.message, { cause: error }),
      )
    })
    outgoing.on('response', response => {
      if (response.statusCode !== 200) {
        response.resume()
        fail(response.statusCode === 503 ? new DeviceBusy(command) : refused(command, response))
        return
      }
      const chunks: Uint8Array[] = []
      response.on('data', (chunk: Uint8Array) => {
        chunks.push(chunk)
        receivedBytes += chunk.length
        if (receivedBytes > MAX_ANSWER_BYTES) {
          fail(new MalformedAnswer(command, `${receivedBytes} bytes without an end`))
          return
        }
        const answer = concat(chunks)
        if (!request.isWhole(answer)) return
        settle(() => resolve(answer))
        setImmediate(() => {
          if (!response.complete) outgoing.destroy()
        })
      })
      response.on('end', () => settle(() => resolve(concat(chunks))))
      response.on('error', error => fail(new ConnectionLost(command, receivedBytes, { cause: error })))
    })
    if (body) outgoing.end(toLatin1(body), 'latin1')
    else outgoing.end()
  })
}

function open(photon: PhotonAddress, { command, body }: SoftApRequest): ClientRequest {
  return httpRequest({
    agent,
    host: photon.host,
    port: photon.port,
    path: `/${command}`,
    method: body ? 'POST' : 'GET',
    headers: body ? { 'Content-Type': CONTENT_TYPE, 'Content-Length': body.length } : {},
  })
}

function refused(command: SoftApRequest['command'], response: IncomingMessage): HttpRefused {
  return new HttpRefused(command, response.statusCode ?? 0)
}
