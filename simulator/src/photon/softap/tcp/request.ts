import { SOFTAP_LIMITS } from '@particle-setup/protocol/softap'
import { fromBytes } from '../bytes.ts'

export interface TcpRequest {
  /** Up to 30 characters; may be no command at all. */
  readonly command: string
  /** One character a byte; empty when it was not read, did not arrive whole or found no memory. */
  readonly body: string
}

/** Reads one request, in whatever pieces it comes, in memory that no client can make grow. */
export interface RequestParser {
  /** @returns the request once it is whole; bytes after that are ignored. */
  push(chunk: Uint8Array): TcpRequest | undefined
  /** The client sends no more. @returns the request that the firmware makes of what it has. */
  end(): TcpRequest
}

export interface RequestParserOptions {
  readonly readsBody: (command: string) => boolean
  readonly freeHeapBytes: number
}

const LF = 10
const NUL = 0
const DIGIT_0 = 48

/**
 * `<command> LF <length> LF [<header> LF]* LF <body>`. LF alone ends a line: CR is data like any other,
 * part of the command's name, and counted into the length, to which every character gives its code
 * less 48, digit or not.
 *
 * Source: Device OS v2.3.1 softap.cpp `SimpleProtocolDispatcher::handle`.
 */
export function createRequestParser({ readsBody, freeHeapBytes }: RequestParserOptions): RequestParser {
  let state: 'command' | 'length' | 'headers' | 'body' = 'command'
  let command = ''
  let length = 0
  let lineIsEmpty = true
  let body = ''

  const readHead = (byte: number): void => {
    switch (state) {
      case 'command':
        if (byte !== LF && byte !== NUL) command += String.fromCharCode(byte)
        // A longer name is cut there, and the rest of it is taken for the length.
        if (byte === LF || byte === NUL || command.length === SOFTAP_LIMITS.commandBytes) state = 'length'
        break
      case 'length':
        if (byte === LF) state = 'headers'
        else length = (Math.imul(length, 10) + byte - DIGIT_0) | 0
        break
      case 'headers':
        if (byte === LF && lineIsEmpty) state = 'body'
        lineIsEmpty = byte === LF
        break
    }
  }

  return {
    push(chunk) {
      let at = 0
      for (; at < chunk.length && state !== 'body'; at++) readHead(chunk[at] ?? NUL)
      if (state !== 'body') return undefined
      // A body that finds no memory is not waited for.
      if (length <= 0 || length > freeHeapBytes || !readsBody(command)) return { command, body: '' }
      body += fromBytes(chunk.subarray(at, at + length - body.length))
      return body.length === length ? { command, body } : undefined
    },
    end: () => ({ command, body: '' }),
  }
}
