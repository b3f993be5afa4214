import { converse, open } from './converse.ts'
import type { PhotonAddress, SoftApRequest, SoftApTransport } from './transport.ts'

/**
 * A Photon's TCP server, port 5609: a connection a command. Line feeds only, length in bytes, everything in
 * one write. Source: Device OS v2.3.1 softap.cpp SimpleProtocolDispatcher.
 */
export function createTcpTransport(photon: PhotonAddress): SoftApTransport {
  const address = `${photon.host}:${photon.port}`
  return {
    address,
    async send(request) {
      request.signal.throwIfAborted()
      const socket = open(photon)
      try {
        const read = (received: Buffer, isOver: boolean) =>
          isOver || request.isWhole(received) ? received : undefined
        return await converse({ socket, address, request, bytes: encode(request), read })
      } finally {
        socket.destroy()
      }
    },
  }
}

function encode({ command, body }: SoftApRequest): Uint8Array {
  const head = Buffer.from(`${command}\n${body?.length ?? 0}\n\n`, 'latin1')
  return body ? Buffer.concat([head, body]) : head
}
