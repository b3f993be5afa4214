import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as a handler sees it. */
export interface SeenRequest {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
  form: Record<string, string>
}

/** One situation a cloud can be in. */
export type Handler = (request: SeenRequest, response: ServerResponse) => void

export interface FakeCloud extends AsyncDisposable {
  url: string
  /** What arrived, in order. */
  seen: SeenRequest[]
  /** Puts the cloud in another situation. */
  become(handler: Handler): void
}

export async function startFakeCloud(handler: Handler): Promise<FakeCloud> {
  let current = handler
  const seen: SeenRequest[] = []
  const server = createServer(async (incoming, response) => {
    let body = ''
    for await (const chunk of incoming) body += chunk
    const request: SeenRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body,
      form: Object.fromEntries(new URLSearchParams(body)),
    }
    seen.push(request)
    current(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    become(next) {
      current = next
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Answers everything with this JSON. */
export function answering(status: number, body: unknown, headers: Record<string, string> = {}): Handler {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }
}

/** Answers everything with these bytes, whatever they are. */
export function answeringText(status: number, text: string, headers: Record<string, string> = {}): Handler {
  return (_request, response) => {
    response.writeHead(status, headers).end(text)
  }
}

/** Takes the request and says nothing. */
export const silent: Handler = () => undefined

/** Closes the connection without an answer. */
export const hangingUp: Handler = (_request, response) => {
  response.destroy()
}

/** One handler after the other; the last stays. */
export function inTurn(...handlers: Handler[]): Handler {
  let turn = 0
  return (request, response) => {
    handlers[Math.min(turn++, handlers.length - 1)]?.(request, response)
  }
}

/** Handlers by `METHOD path`; 404 for the rest. */
export function routing(routes: Record<string, Handler>): Handler {
  return (request, response) => {
    const handler = routes[`${request.method} ${request.path}`]
    if (handler) handler(request, response)
    else answering(404, { ok: false, error: `no route ${request.method} ${request.path}` })(request, response)
  }
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
