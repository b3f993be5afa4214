import type { Socket } from 'node:net'
import { fromBytes, toBytes } from '../bytes.ts'
import { createSerialQueue } from '../serial-queue.ts'
import { closeSocket, sendBytes } from '../socket.ts'
import type { TransportOptions } from '../transport.ts'
import { collectBody, isBodyOutstanding } from './body.ts'
import { readHead } from './head.ts'
import type { PageHandler } from './pages.ts'
import { findPage, type Response, refusal, refusesType, respond } from './respond.ts'

export interface HttpServerOptions extends TransportOptions {
  /** Serves every URL that is not the protocol's own. */
  readonly pages: PageHandler
}

/**
 * The WICED HTTP server of port 80, on bare sockets: it tells header names apart by their case, wants
 * the header block in one segment, answers OPTIONS, HEAD and HTTP/1.0 with silence, and writes a chunk
 * for every write of the firmware. `node:http`, and Express on it, fold the case, gather the segments,
 * answer everything and choose their own headers.
 *
 * @returns what to do with an accepted socket.
 */
export function createHttpServer(options: HttpServerOptions): (socket: Socket) => void {
  const { connections, dispatch, profile, pages, clock, onFault } = options
  /** The server has one thread for all its connections. */
  const thread = createSerialQueue()

  return socket =>
    connections.admit(socket, 'http', release => {
      let crossOrigin = false

      const leave = async (): Promise<void> => {
        await closeSocket(socket, clock)
        release()
      }

      const answer = async (produce: () => Response | Promise<Response>, closes: boolean): Promise<void> => {
        socket.pause()
        const response = await thread(produce)
        crossOrigin ||= response.opensToAnyOrigin
        await sendBytes(socket, toBytes(response.text))
        if (closes || response.closes) await leave()
        response.afterwards?.()
        socket.resume()
      }

      const onRequest = async (segment: string): Promise<void> => {
        const head = readHead(segment)
        if (head === undefined) return
        const page = findPage(head.path, profile.httpPathMatch)
        if (refusesType(page, head.contentType)) return answer(() => refusal(crossOrigin), head.closes)

        // The server closes as soon as it has seen that header, body or no body.
        if (head.closes && isBodyOutstanding(head)) return leave()
        const body = await collectBody(socket, head, {
          freeHeapBytes: profile.freeHeapBytes,
          packetTimeoutMs: profile.httpBodyPacketTimeoutMs,
          clock,
        })
        if (body === undefined) return
        await answer(() => respond(page, head, body, { dispatch, pages, crossOrigin }), head.closes)
      }

      const onSegment = (segment: Uint8Array): void => {
        socket.pause().off('data', onSegment)
        onRequest(fromBytes(segment))
          .then(() => socket.on('data', onSegment).resume())
          .catch(error => {
            socket.destroy()
            onFault(error)
          })
      }
      socket.on('data', onSegment)
      socket.once('end', () => socket.end())
      socket.resume()
    })
}
