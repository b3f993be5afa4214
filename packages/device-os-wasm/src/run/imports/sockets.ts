import { toNumber, toText } from '../addresses.ts'
import type { BoardConnection, BoardDatagrams, BoardListener, BoardSocket } from '../board-network.ts'
import type { Host, ImportTable } from '../host.ts'

/** `board::SocketState` */
const STATES = ['opening', 'open', 'closed'] as const
const CLOSED = 2

const FAILED = -1

export function socketImports({ board: { network }, memory, suspension, jobs }: Host): ImportTable {
  const sockets = new Map<number, BoardSocket>()
  const connections = new Map<number, BoardConnection>()
  const listeners = new Map<number, BoardListener>()
  const datagrams = new Map<number, BoardDatagrams>()
  const changed = (): void => suspension.notify()
  let last = 0

  /** The number under which the firmware knows it; 0 is none. */
  const keep = <Socket extends BoardSocket>(
    kind: Map<number, Socket>,
    socket: Socket | undefined,
  ): number => {
    if (socket === undefined) return 0
    last = (last + 1) & 0x3fffffff
    sockets.set(last, socket)
    kind.set(last, socket)
    return last
  }

  return {
    socket_connect: (address: number, port: number) =>
      keep(connections, network?.connect(toText(address), port, changed)),
    socket_listen: (port: number) => keep(listeners, network?.listen(port, changed)),
    socket_bind: (port: number) => keep(datagrams, network?.bind(port, changed)),
    socket_accept: (handle: number) => keep(connections, listeners.get(handle)?.accept(changed)),
    socket_state(handle: number) {
      const socket = sockets.get(handle)
      return socket === undefined ? CLOSED : STATES.indexOf(socket.state)
    },
    socket_remote: (handle: number) => toNumber(connections.get(handle)?.remoteAddress),
    socket_read(handle: number, pointer: number, size: number) {
      const bytes = connections.get(handle)?.read(size)
      if (bytes === undefined) return FAILED
      memory.put(pointer, bytes)
      return bytes.length
    },
    socket_write(handle: number, pointer: number, size: number) {
      const connection = connections.get(handle)
      if (connection?.state !== 'open') return FAILED
      return connection.write(memory.copy(pointer, size))
    },
    socket_close(handle: number) {
      sockets.get(handle)?.close()
      for (const kind of [sockets, connections, listeners, datagrams]) kind.delete(handle)
    },
    datagram_send(handle: number, pointer: number, size: number, address: number, port: number) {
      const datagram = { bytes: memory.copy(pointer, size), address: toText(address), port }
      return datagrams.get(handle)?.send(datagram) ? size : FAILED
    },
    datagram_receive(handle: number, pointer: number, size: number, peer: number) {
      const datagram = datagrams.get(handle)?.receive()
      if (datagram === undefined) return sockets.has(handle) ? 0 : FAILED
      const bytes = datagram.bytes.subarray(0, size)
      memory.put(pointer, bytes)
      memory.putInt32(peer, toNumber(datagram.address))
      memory.putInt32(peer + 4, datagram.port)
      return bytes.length
    },
    resolve: (pointer: number, length: number) =>
      jobs.start(network?.resolve(memory.text(pointer, length)).then(toNumber), 0),
    ping: (address: number, tries: number) => network?.ping?.(toText(address), tries) ?? 0,
    job_result: (job: number) => jobs.result(job),
    forget_job: (job: number) => jobs.forget(job),
  }
}
