import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeRequest, readAnswer } from '../../../src/client/transport/http-message.ts'

const { signal } = new AbortController()
const request = { command: 'set', signal, isWhole: () => true } as const

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'
const chunked = (pieces: readonly string[]) =>
  `${pieces.map(piece => `${Buffer.byteLength(piece).toString(16)}\r\n${piece}\r\n`).join('')}0\r\n\r\n`
const textOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString()

describe('a request', () => {
  test('C2: names the host with its port, an IPv6 address in brackets', () => {
    const get = Buffer.from(encodeRequest({ host: '::1', port: 80 }, { ...request, command: 'version' }))
    expect(get.toString()).toBe('GET /version HTTP/1.1\r\nHost: [::1]:80\r\n\r\n')
  })
})

describe('an answer', () => {
  test('C5: in chunks of any size reads the same, however much of it has come before', () => {
    const pieces = fc.array(fc.string({ unit: fc.constantFrom(...'{"r":0}é\r\n'), minLength: 1 }), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(pieces, fc.nat(), (pieces, cut) => {
        const whole = Buffer.from(HEAD + chunked(pieces))
        expect(textOf(readAnswer(whole, false)?.body)).toBe(pieces.join(''))
        expect(readAnswer(whole, false)).toMatchObject({ status: 200, isComplete: true, isReusable: true })
        const part = readAnswer(whole.subarray(0, cut % whole.length), false)
        if (part) {
          expect(part.isComplete).toBe(false)
          expect(pieces.join('').startsWith(textOf(part.body).replaceAll('\ufffd', ''))).toBe(true)
        }
      }),
    )
  })

  test('C5: with a stated length is complete by that', () => {
    const answer = Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\n{"r":0}')
    expect(readAnswer(answer, false)).toMatchObject({ isComplete: true, isReusable: true })
    expect(readAnswer(answer.subarray(0, -1), false)).toMatchObject({ isComplete: false, isReusable: false })
  })

  test('C5: without either ends with its connection', () => {
    const answer = Buffer.from('HTTP/1.1 200 OK\r\n\r\n{"r":0}')
    expect(readAnswer(answer, false)?.isComplete).toBe(false)
    expect(readAnswer(answer, true)).toMatchObject({ isComplete: true, isReusable: false })
  })

  test('C6: that closes its connection does not lend it to the next command', () => {
    const answer = Buffer.from('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    expect(readAnswer(answer, false)).toMatchObject({ status: 404, isComplete: true, isReusable: false })
  })

  test('C6: that ends within its header has a status', () => {
    const answer = Buffer.from('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\n')
    expect(readAnswer(answer, false)).toBeUndefined()
    expect(readAnswer(answer, true)?.status).toBe(503)
  })

  test('C6: that is no HTTP is not waited for', () => {
    expect(() => readAnswer(Buffer.from('SSH-2.0-OpenSSH_9.2'), false)).toThrow(RangeError)
    expect(() => readAnswer(Buffer.from(''), true)).toThrow(RangeError)
  })
})
