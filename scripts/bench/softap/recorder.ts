import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { type Contestant, HOST, type SetupPorts } from './contestants/contestant.ts'

/** What a contestant sent: connection by connection, request by request. */
export type Recording = readonly (readonly Buffer[])[]

/** Lets a contestant set up a Photon through a listener that writes down what it sends. */
export async function record(contestant: Contestant, photon: SetupPorts): Promise<Recording> {
  const recording: Buffer[][] = []
  const sockets: Socket[] = []
  const server = createServer({ allowHalfOpen: true }, client => {
    const requests: Buffer[] = []
    recording.push(requests)
    const device = connect({ host: HOST, port: photon[contestant.transport], allowHalfOpen: true })
    let answered = true
    client.on('data', chunk => {
      if (answered) requests.push(chunk)
      else requests.push(Buffer.concat([requests.pop() ?? Buffer.alloc(0), chunk]))
      answered = false
    })
    device.on('data', () => {
      answered = true
    })
    client.pipe(device).pipe(client)
    for (const socket of [client, device]) {
      sockets.push(socket)
      // A client that has its answer may be gone before the Photon is.
      socket.on('error', () => {})
    }
  })
  server.listen(0, HOST)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  try {
    await contestant.setUp({ tcp: port, http: port })
  } finally {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return recording
}
