import { ConnectionLost, DeviceBusy, HttpRefused, MalformedAnswer } from '../../errors/softap.ts'
import { type Conversation, converse, open } from './converse.ts'
import { encodeRequest, type HttpAnswer, readAnswer } from './http-message.ts'
import { createIdleConnections } from './idle-connections.ts'
import type { PhotonAddress, SoftApRequest, SoftApTransport } from './transport.ts'

const idle = createIdleConnections()

/**
 * A Photon's HTTP server, port 80, on one connection as long as it stays open. Written on `node:net`: `fetch`
 * sends names in lower case, which the server does not see, and `node:http` makes an event of each of the
 * hundreds of one-character chunks in an answer, and an error of a 503 without its blank line.
 */
export function createHttpTransport(photon: PhotonAddress): SoftApTransport {
  const address = `${photon.host}:${photon.port}`
  return {
    address,
    async send(request) {
      request.signal.throwIfAborted()
      const kept = idle.take(address)
      try {
        return await exchange(photon, address, request, kept ?? open(photon))
      } catch (error) {
        // Most likely the Photon closed it while it waited. If not, every command may be repeated.
        const wasStale = kept && error instanceof ConnectionLost && error.receivedBytes === 0
        if (!wasStale || request.signal.aborted) throw error
        return await exchange(photon, address, request, open(photon))
      }
    },
  }
}

async function exchange(
  photon: PhotonAddress,
  address: string,
  request: SoftApRequest,
  socket: Conversation<HttpAnswer>['socket'],
): Promise<Uint8Array> {
  const { command, isWhole } = request
  const bytes = encodeRequest(photon, request)
  const { status, body, isReusable } = await converse({ socket, address, request, bytes, read })
  // After connect-ap the Photon's network goes, and no end of the connection comes through any more.
  if (isReusable && command !== 'connect-ap') idle.keep(address, socket)
  else socket.destroy()
  if (status === 503) throw new DeviceBusy(command)
  if (status !== 200) throw new HttpRefused(command, status)
  return body

  function read(received: Buffer, isOver: boolean): HttpAnswer | undefined {
    const answer = readHttp(received, isOver)
    if (!answer || answer.isComplete || answer.status !== 200) return answer
    return isWhole(answer.body) ? answer : undefined
  }

  function readHttp(received: Buffer, isOver: boolean): HttpAnswer | undefined {
    try {
      return readAnswer(received, isOver)
    } catch (cause) {
      throw new MalformedAnswer(command, received.toString('latin1', 0, 80), { cause })
    }
  }
}
