import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { publicKeyToWire } from '@particle-setup/protocol/softap'

const pair = generateKeyPairSync('rsa', { modulusLength: 1024 })

/** The key every fake Photon has. */
export const photonKey = {
  spki: new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' })),
  get wire() {
    return publicKeyToWire(this.spki)
  },
  decrypt: (hex: string) =>
    privateDecrypt({ key: pair.privateKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(hex, 'hex')),
}

export interface SeenCommand {
  command: string
  /** Latin-1 text of the body: one character a byte. */
  body: string
  /** The request as it came, Latin-1. */
  raw: string
}

/** One situation a Photon can be in: what it does with a command on its connection. */
export type Mood = (seen: SeenCommand, socket: Socket) => void

export interface FakePhoton extends AsyncDisposable {
  options: { host: string; port: number; transport: 'tcp' | 'http' }
  seen: SeenCommand[]
  /** Commands that were being served while another came in. */
  readonly overlaps: number
  /** How many connections were opened to it. */
  readonly connections: number
  become(mood: Mood): void
}

/** What a Photon that is well answers to each command. */
export const HEALTHY: Record<string, string> = {
  version: '{"v":2}',
  'device-id': '{"id":"3F003B000F47343432313031","c":"0"}',
  'scan-ap':
    '{"scans":[{"ssid":"LabNet","rssi":-51,"sec":4194308,"ch":6,"mdr":144400},{"ssid":"Guest","rssi":-78,"sec":0,"ch":11,"mdr":54000}]}',
  'public-key': `{"b":"${photonKey.wire}","r":0}`,
  set: '{"r":0}',
  'configure-ap': '{"r":0}',
  'connect-ap': '{"r":0}',
}

/** Answers as a Photon does, with these answers in place of the usual ones; bytes are Latin-1. */
export function healthy(answers: Record<string, string> = {}): Mood {
  return ({ command }, socket) => {
    socket.end(`\n\n${answers[command] ?? HEALTHY[command] ?? ''}`, 'latin1')
  }
}

/** Answers but never closes, as a Photon does once after entering listening mode. */
export const neverClosing: Mood = ({ command }, socket) => {
  socket.write(`\n\n${HEALTHY[command]}`, 'latin1')
}

/** Sends every byte in a segment of its own. */
export const dribbling: Mood = async ({ command }, socket) => {
  for (const byte of `\n\n${HEALTHY[command]}`) {
    if (socket.destroyed) return
    await new Promise(resolve => socket.write(byte, 'latin1', resolve))
    await new Promise(setImmediate)
  }
}

/** Takes the command and says nothing. */
export const mute: Mood = () => undefined

/** Closes without a byte, as a Photon does with a command it does not know. */
export const closing: Mood = (_seen, socket) => {
  socket.end()
}

/** The whole answer to a request it could not read. */
export const emptyReply: Mood = (_seen, socket) => {
  socket.end('\n\n')
}

/** Breaks the connection. */
export const resetting: Mood = (_seen, socket) => {
  socket.resetAndDestroy()
}

/** One mood a command, in turn; the last stays. */
export function moodsInTurn(...moods: Mood[]): Mood {
  let turn = 0
  return (seen, socket) => moods[Math.min(turn++, moods.length - 1)]?.(seen, socket)
}

/** A Photon's TCP server. */
export async function startFakePhoton(mood: Mood = healthy()): Promise<FakePhoton> {
  return listen('tcp', mood, raw => {
    const head = /^([^\n]*)\n(\d+)\n\n/.exec(raw)
    const [whole = '', command = '', length = '0'] = head ?? []
    const body = raw.slice(whole.length)
    return head && body.length >= Number(length)
      ? { command, body: body.slice(0, Number(length)), raw }
      : undefined
  })
}

/** What fits in a Photon's first receive buffer: a longer header is not read at all. */
const FIRST_SEGMENT_BYTES = 1152

/** Types that are not a Photon page's own, and that it knows. */
const REFUSED_TYPES = /^Content-Type: (?:application\/json|text\/)/m

/**
 * A Photon's HTTP server, as particular as the real one: header in the first segment, names in title case, no
 * answer to OPTIONS, 404 to JSON and plain text.
 */
export async function startFakeHttpPhoton(mood: Mood = healthyHttp()): Promise<FakePhoton> {
  const serve =
    (mood: Mood): Mood =>
    (seen, socket) => {
      const refused = REFUSED_TYPES.test(seen.raw)
      if (refused)
        socket.write('HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n')
      else mood(seen, socket)
    }
  const photon = await listen('http', serve(mood), raw => {
    const head = /^(?:GET|POST|PUT) \/([^ ?]*)[^ ]* HTTP\/1\.1\r\n(.*?)\r\n\r\n/s.exec(raw)
    if (!head || head[0].length > FIRST_SEGMENT_BYTES) return undefined
    const length = Number(/^Content-Length: (\d+)\r?$/m.exec(head[2] ?? '')?.[1] ?? 0)
    const body = raw.slice(head[0].length)
    return body.length >= length ? { command: head[1] ?? '', body: body.slice(0, length), raw } : undefined
  })
  const { become } = photon
  photon.become = next => become(serve(next))
  return photon
}

const HTTP_HEADER = [
  'Content-Type: application/json',
  'Cache-Control: no-store, no-cache, must-revalidate, post-check=0, pre-check=0',
  'Pragma: no-cache',
  'Connection: Keep-Alive',
  'Access-Control-Allow-Origin: *',
  'Transfer-Encoding: chunked',
].join('\r\n')

/** Commands that read a body; without one their answer is empty. */
const WRITING = new Set(['set', 'configure-ap'])

/** Answers one chunk a character and keeps the connection. */
export function healthyHttp(answers: Record<string, string> = {}): Mood {
  return ({ command, body }, socket) => {
    const unread = WRITING.has(command) && body === ''
    const answer = unread ? '' : (answers[command] ?? HEALTHY[command] ?? '')
    const chunks = Array.from(answer, character => `1\r\n${character}\r\n`).join('')
    socket.write(`HTTP/1.1 200 OK\r\n${HTTP_HEADER}\r\n\r\n${chunks}0\r\n\r\n`, 'latin1')
  }
}

/** Sends the answer without the chunk that ends it. */
export const unfinishedHttp: Mood = ({ command }, socket) => {
  const answer = HEALTHY[command] ?? ''
  socket.write(`HTTP/1.1 200 OK\r\n${HTTP_HEADER}\r\n\r\n${answer.length.toString(16)}\r\n${answer}\r\n`)
}

/** Turns every request away. */
export function refusingHttp(status: string, header = 'Content-Length: 0'): Mood {
  return (_seen, socket) => {
    socket.end(`HTTP/1.1 ${status}\r\n${header}\r\n\r\n`)
  }
}

/** The whole of what a Photon with no connection left says: its header has no end. */
export const outOfConnections: Mood = (_seen, socket) => {
  socket.end('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\n')
}

async function listen(
  transport: 'tcp' | 'http',
  mood: Mood,
  parse: (raw: string) => SeenCommand | undefined,
): Promise<FakePhoton> {
  let current = mood
  const sockets = new Set<Socket>()
  const seen: SeenCommand[] = []
  let overlaps = 0
  let connections = 0
  let serving = 0
  const server = createServer(socket => {
    sockets.add(socket)
    connections++
    let raw = ''
    let busy = false
    const idle = () => {
      if (busy) serving--
      busy = false
    }
    socket.on('error', () => undefined)
    socket.on('close', () => {
      idle()
      sockets.delete(socket)
    })
    socket.on('data', chunk => {
      if (socket.writableEnded) return
      raw += chunk.toString('latin1')
      const request = parse(raw)
      if (!request) return
      raw = ''
      idle()
      if (serving > 0) overlaps++
      busy = true
      serving++
      seen.push(request)
      current(request, socket)
      if (transport === 'http') idle()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    options: { host: '127.0.0.1', port, transport },
    seen,
    get overlaps() {
      return overlaps
    },
    get connections() {
      return connections
    },
    become(next: Mood) {
      current = next
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
