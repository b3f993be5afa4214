import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import { serve, type TestCloud } from '../support/cloud.ts'
import { openStream, type RawStream } from '../support/event-stream.ts'

export interface ReceivedRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A server that webhooks may call. */
export interface Receiver {
  readonly url: string
  readonly port: number
  readonly requests: ReceivedRequest[]
}

/** What it answers; by default 200 and nothing. */
export type Answer = (res: ServerResponse, request: ReceivedRequest) => void

export async function receiver(answer: Answer = res => res.end()): Promise<Receiver> {
  const requests: ReceivedRequest[] = []
  const server = createServer(async (req, res) => {
    let body = ''
    for await (const chunk of req.setEncoding('utf8')) body += chunk
    const request = { method: req.method ?? '', path: req.url ?? '', headers: req.headers, body }
    requests.push(request)
    answer(res, request)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, port, requests }
}

export type Hook = Readonly<Record<string, unknown>>

/** Makes a webhook of the developer's and answers its id. */
export async function createHook({ http, admin }: TestCloud, hook: Hook): Promise<string> {
  const { status, body } = await http.post('/v1/webhooks').set(admin).send(hook)
  expect([status, body]).toEqual([201, expect.objectContaining({ ok: true })])
  return body.id
}

export async function publish(
  { http, admin }: TestCloud,
  name: string,
  data?: string,
  as = admin,
): Promise<void> {
  await http.post('/v1/devices/events').set(as).send({ name, data, private: true })
}

/** The developer's events from now on. */
export async function ownEvents({ cloud, admin }: TestCloud): Promise<RawStream> {
  return openStream(`${await serve(cloud)}/v1/devices/events`, admin)
}

/** Name and data of the events of webhooks on a stream, once there are that many. */
export async function hookEvents(stream: RawStream, count: number): Promise<(readonly [string, unknown])[]> {
  const found = () =>
    stream
      .events()
      .filter(({ body }) => body['coreid'] === 'particle-internal')
      .map(({ name, body }) => [name, body['data']] as const)
  await expect.poll(() => found().length).toBeGreaterThanOrEqual(count)
  return found()
}
