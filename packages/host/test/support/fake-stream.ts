import type { ServerResponse } from 'node:http'
import type { Handler } from './fake-cloud.ts'

/** A stream that a test writes to by hand. */
export interface OpenStream {
  response: ServerResponse
  publish(name: string, data: string | null): void
  write(text: string): void
}

const HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' }

/** Accepts every stream, writes `:ok`, and hands each to the test. */
export function streaming(onStream: (stream: OpenStream) => void): Handler {
  return (_request, response) => {
    response.writeHead(200, HEADERS)
    response.write(':ok\n\n')
    onStream({
      response,
      publish: (name, data) => response.write(frame(name, data)),
      write: text => response.write(text),
    })
  }
}

/** One event in Particle's form. */
export function frame(name: string, data: string | null): string {
  const json = { data, ttl: 60, published_at: '2026-01-02T03:04:05.678Z', coreid: DEVICE_ID }
  return `event: ${name}\ndata: ${JSON.stringify(json)}\n\n`
}

export const DEVICE_ID = '3f003b000f47343432313031'
