/**
 * The strongest server that `node:http` allows for these requests alone: no router, no framework, each event framed
 * once, and all events of a turn of the event loop written to each socket in one piece. It has no bounds, no
 * keep-alive and one kind of stream.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { DeviceAnswer } from '../messages.ts'
import { DEVICE_ID, formatEvent, type Subject, TOKEN } from './subject.ts'

let answer: DeviceAnswer = { headers: {}, body: '' }
const subscribers = new Set<ServerResponse>()
let waiting: string[] = []

const server = createServer((req, res) => {
  if (req.headers.authorization !== `Bearer ${TOKEN}`) return void res.writeHead(401).end()
  if (req.method === 'POST') return void takeEvent(req, res)
  if (req.url !== '/v1/devices/events') return void res.writeHead(200, answer.headers).end(answer.body)
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache',
    Connection: 'keep-alive',
  })
  res.write(':ok\n\n')
  subscribers.add(res)
  res.once('close', () => subscribers.delete(res))
})

export const subject: Subject = {
  server,
  token: TOKEN,
  deviceId: DEVICE_ID,
  async publish(draft) {
    if (waiting.length === 0) setImmediate(flush)
    waiting.push(formatEvent(draft))
  },
  setAnswer(stated) {
    answer = stated
  },
}

function flush(): void {
  const text = waiting.join('')
  waiting = []
  const chunk = Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`)
  for (const { socket } of subscribers) socket?.write(chunk)
}

async function takeEvent(req: IncomingMessage, res: ServerResponse): Promise<void> {
  let body = ''
  req.setEncoding('utf8')
  for await (const part of req) body += part
  await subject.publish(JSON.parse(body))
  const ok = '{"ok":true}'
  res
    .writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': ok.length })
    .end(ok)
}
