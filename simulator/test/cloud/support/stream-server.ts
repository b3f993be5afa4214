import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { completeEvent, EVENTS } from '../../../src/cloud/events/entity.ts'
import type { StreamDrop } from '../../../src/cloud/events/feed.ts'
import { EventHub } from '../../../src/cloud/events/hub.ts'
import { EventStreams } from '../../../src/cloud/events/streams.ts'
import { createInProcessBackplane } from '../../../src/cloud/index.ts'
import { createVirtualClock } from '../../../src/world/virtual-clock.ts'

/** Event streams on a bare server: `/CHANNEL/PREFIX` opens one, `/wait` is answered when `answer` is called. */
export async function streamServer({ bufferBytes = 1024 * 1024 } = {}) {
  const clock = createVirtualClock()
  const backplane = createInProcessBackplane()
  const hub = new EventHub(backplane, clock)
  const drops: StreamDrop[] = []
  const streams = new EventStreams(hub, { clock, bufferBytes, onDropped: drop => drops.push(drop) })
  const opened: string[] = []
  let answer = (): void => {}
  const server = createServer((req, res) => {
    const [, channel = '', prefix = ''] = (req.url ?? '').split('/')
    opened.push(channel)
    if (channel === 'wait') answer = () => res.end('done')
    else streams.open(res, [channel], prefix)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    streams.close()
    server.closeAllConnections()
    server.close()
  })
  return {
    clock,
    streams,
    drops,
    /** Paths of the requests so far, without prefixes. */
    opened,
    port: (server.address() as AddressInfo).port,
    answer: () => answer(),
    /** Publishes for listeners of `product:ID`, all in one turn of the event loop. */
    publish(productId: number, ...names: string[]): void {
      for (const name of names) {
        const draft = { name, data: 'x', coreid: 'api', ownerId: null, productId }
        void backplane.publish(EVENTS, completeEvent(draft, clock.unixMs()))
      }
    },
  }
}

/** One connection, byte for byte. */
export interface RawConnection {
  readonly socket: Socket
  readonly text: string
  readonly closed: boolean
}

export async function rawConnection(port: number, requests: string): Promise<RawConnection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  onTestFinished(() => {
    socket.destroy()
  })
  let text = ''
  let closed = false
  socket.setEncoding('utf8').on('data', chunk => {
    text += chunk
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    closed = true
  })
  await once(socket, 'connect')
  socket.write(requests)
  return {
    socket,
    get text() {
      return text
    },
    get closed() {
      return closed
    },
  }
}

/** What a connection was answered, with each response's head cut off. */
export function bodies(text: string): string[] {
  return text
    .split(/(?=HTTP\/1\.1 \d)/)
    .filter(answer => answer.includes('\r\n\r\n'))
    .map(answer => answer.slice(answer.indexOf('\r\n\r\n') + 4))
}

/** The chunks of a body, as RFC 9112, 7.1 has them. @throws for a byte that is out of place. */
export function chunksOf(body: string): string[] {
  const bytes = Buffer.from(body)
  const chunks: string[] = []
  for (let at = 0; at < bytes.length; ) {
    const line = bytes.indexOf('\r\n', at)
    const size = /^[0-9a-f]+$/.exec(bytes.toString('latin1', at, line))?.[0]
    if (size === undefined) throw new Error(`no chunk at byte ${at} of ${JSON.stringify(body)}`)
    const start = line + 2
    const end = start + Number.parseInt(size, 16)
    if (bytes.toString('latin1', end, end + 2) !== '\r\n') throw new Error(`no end of chunk at byte ${end}`)
    chunks.push(bytes.toString('utf8', start, end))
    at = end + 2
  }
  return chunks
}
