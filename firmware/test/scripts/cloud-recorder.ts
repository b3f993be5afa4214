import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as a Particle Cloud would see it. */
export interface Recorded {
  readonly request: string
  /** File names of a multipart upload, sorted. */
  readonly files: readonly string[]
  /** The other fields of a multipart upload. */
  readonly fields: Readonly<Record<string, string>>
}

const BINARY = Buffer.from('compiled')

/** Answers what particle-cli asks while it compiles and flashes, and remembers the requests. */
export class CloudRecorder implements AsyncDisposable {
  readonly requests: Recorded[] = []
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  static async start(): Promise<CloudRecorder> {
    const server = createServer()
    const recorder = new CloudRecorder(server)
    server.on('request', (request, response) => {
      recorder.#answer(request, response).catch(error => response.destroy(error))
    })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', resolve)
    })
    return recorder
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', this.url).pathname
    const line = `${request.method} ${path}`
    this.requests.push({ request: line, ...(await readUpload(request)) })
    if (line === 'GET /v1/binaries/b1') {
      response.setHeader('content-type', 'application/octet-stream').end(BINARY)
      return
    }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(jsonAnswer(line)))
  }
}

function jsonAnswer(line: string): object {
  switch (line) {
    case 'GET /v1/device-os/versions':
      return { versions: [{ version: '2.3.1', release_state: 'released', internal_version: 2302 }] }
    case 'POST /v1/binaries': {
      const sizeInfo = ' text data bss dec hex filename\n 5436 12 1580 7028 1b74 photon-stream.elf'
      return { ok: true, binary_id: 'b1', binary_url: '/v1/binaries/b1', sizeInfo }
    }
    default:
      return { ok: true, id: 'desk', platform_id: 6, product_id: 6, status: 'Update started' }
  }
}

async function readUpload(request: IncomingMessage): Promise<Omit<Recorded, 'request'>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) {
    chunks.push(chunk)
  }
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) {
    return { files: [], fields: {} }
  }
  const form = await new Response(Buffer.concat(chunks), { headers: { 'content-type': type } }).formData()
  const entries = [...form]
  return {
    files: entries.flatMap(([, value]) => (typeof value === 'string' ? [] : [value.name])).sort(),
    fields: Object.fromEntries(
      entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    ),
  }
}
