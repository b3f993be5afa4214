import { get, type IncomingMessage } from 'node:http'
import { onTestFinished } from 'vitest'

/** A raw event stream: what came, byte for byte. */
export interface RawStream {
  readonly response: IncomingMessage
  readonly text: string
  readonly closed: boolean
  /** The streamed events, parsed. */
  events(): { name: string; body: Record<string, unknown> }[]
  close(): void
}

/** Opens a stream; settles with its headers. */
export function openStream(url: string, headers: Record<string, string> = {}): Promise<RawStream> {
  return new Promise((resolve, reject) => {
    const req = get(url, { headers, agent: false }, response => {
      let text = ''
      let closed = false
      response.setEncoding('utf8')
      response.on('data', chunk => {
        text += chunk
      })
      response.on('close', () => {
        closed = true
      })
      response.on('error', () => {})
      resolve({
        response,
        get text() {
          return text
        },
        get closed() {
          return closed
        },
        events: () => parse(text),
        close: () => req.destroy(),
      })
    })
    req.on('error', reject)
    onTestFinished(() => {
      req.destroy()
    })
  })
}

function parse(text: string): { name: string; body: Record<string, unknown> }[] {
  return [...text.matchAll(/^event: (.*)\ndata: (.*)\n\n/gm)].map(match => ({
    name: match[1] ?? '',
    body: JSON.parse(match[2] ?? ''),
  }))
}
