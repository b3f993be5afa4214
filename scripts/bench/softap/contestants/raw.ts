import { constants, createPublicKey, publicEncrypt } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { PUBLIC_KEY_LAYOUT } from '@particle-setup/protocol/softap'
import { WISH } from '../network.ts'
import type { Recording } from '../recorder.ts'
import { type Contestant, HOST, SetupFailedError, type Transport } from './contestant.ts'

const CIPHERTEXT = /"pwd":"([0-9a-f]{256})"/
const HOST_HEADER = /\r\nHost: [^\r]*/

/**
 * As fast as it goes: sends what another client sent, over as many connections, with a fresh ciphertext under
 * the Photon's key, and looks at no more of an answer than it must.
 */
export function raw(transport: Transport, recording: Recording): Contestant {
  const connections = recording.map(requests => requests.map(request => request.toString('latin1')))
  return {
    name: 'raw sockets',
    transport,
    async setUp(ports) {
      const port = ports[transport]
      let publicKey = ''
      for (const requests of connections) {
        const socket = connect({ host: HOST, port, noDelay: true })
        for (const request of requests) {
          const bytes = address(CIPHERTEXT.test(request) ? encrypted(request, publicKey) : request, port)
          const answer = READERS[transport](await exchange(socket, bytes, ENDS[transport]))
          publicKey ||= /"b":"([0-9A-F]+)"/.exec(answer)?.[1] ?? ''
          if (answer.startsWith('{"r":') && answer !== '{"r":0}') {
            throw new SetupFailedError(`the Photon answered ${answer}`)
          }
        }
        socket.destroy()
      }
    },
  }
}

/** How an answer ends. */
const ENDS: Record<Transport, (answer: string) => boolean> = {
  tcp: answer => answer.endsWith('}') && isJson(answer),
  http: answer => answer.endsWith('\r\n0\r\n\r\n'),
}

/** The JSON in an answer. */
const READERS: Record<Transport, (answer: string) => string> = {
  tcp: answer => answer.trim(),
  http: answer => joinChunks(answer.slice(answer.indexOf('\r\n\r\n') + 4)),
}

function exchange(socket: Socket, request: string, isWhole: (answer: string) => boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const onData = (chunk: Buffer): void => {
      answer += chunk.toString('latin1')
      if (isWhole(answer)) settle(() => resolve(answer))
    }
    const onEnd = (cause?: unknown): void =>
      settle(() => reject(new SetupFailedError(`the connection ended after "${answer}"`, { cause })))
    const settle = (action: () => void): void => {
      socket.off('data', onData).off('end', onEnd).off('error', onEnd)
      action()
    }
    socket.on('data', onData).on('end', onEnd).on('error', onEnd)
    socket.write(request, 'latin1')
  })
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function joinChunks(body: string): string {
  let text = ''
  for (let at = 0; at < body.length; ) {
    const lineEnd = body.indexOf('\r\n', at)
    const size = Number.parseInt(body.slice(at, lineEnd), 16)
    text += body.slice(lineEnd + 2, lineEnd + 2 + size)
    at = lineEnd + 2 + size + 2
  }
  return text
}

function address(request: string, port: number): string {
  return request.replace(HOST_HEADER, `\r\nHost: ${HOST}:${port}`)
}

function encrypted(request: string, publicKey: string): string {
  const { pkcs1Offset, spkiBytes } = PUBLIC_KEY_LAYOUT
  const der = Buffer.from(publicKey, 'hex').subarray(pkcs1Offset, spkiBytes)
  const key = createPublicKey({ key: der, format: 'der', type: 'pkcs1' })
  const padding = constants.RSA_PKCS1_PADDING
  const ciphertext = publicEncrypt({ key, padding }, Buffer.from(WISH.password)).toString('hex')
  return request.replace(CIPHERTEXT, `"pwd":"${ciphertext}"`)
}
