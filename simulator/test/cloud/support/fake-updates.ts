import { crc32 } from 'node:zlib'
import type { CloudToDevice, DeviceToCloud } from '@particle-setup/protocol/device'

export interface FakeUpdatesOptions {
  /** Default: true. */
  accepts?: boolean
  /** Takes a stream of chunks rather than one at a time. Default: true. */
  fast?: boolean
  /** The nth chunk, of all that were ever sent, does not reach it. Default: none. */
  loses?: (nth: number) => boolean
  /** It says nothing to the nth `updateDone`. Default: it always answers. */
  ignoresDone?: (nth: number) => boolean
  /** Its verdict; 0 is good. Default: 0. */
  result?: number
  /** Indices that it names at once when some are missing. Default: 40, as a Photon. */
  namesAtMost?: number
}

type Begin = Extract<CloudToDevice, { type: 'updateBegin' }>

/** The device's side of updates, as device-protocol reference b.7 has it. */
export class FakeUpdates {
  /** The last image that arrived whole. */
  image: Uint8Array | undefined
  private readonly send: (message: DeviceToCloud) => void
  private readonly options: FakeUpdatesOptions
  private begin: Begin | undefined
  private chunks = new Map<number, Uint8Array>()
  private chunkCount = 0
  private doneCount = 0

  constructor(send: (message: DeviceToCloud) => void, options: FakeUpdatesOptions = {}) {
    this.send = send
    this.options = options
  }

  receive(message: CloudToDevice): void {
    if (message.type === 'updateBegin') this.start(message)
    if (message.type === 'chunk') this.take(message)
    if (message.type === 'updateDone') this.conclude(message.token)
  }

  private start(begin: Begin): void {
    const { accepts: accepted = true, fast = true } = this.options
    this.begin = begin
    this.chunks = new Map()
    this.send({ type: 'updateReady', token: begin.token, accepted, fast })
  }

  private take({ token, index, crc32: stated, data }: Extract<CloudToDevice, { type: 'chunk' }>): void {
    const lost = this.options.loses?.(this.chunkCount++) ?? false
    const ok = !lost && crc32(data) === stated
    if (ok) this.chunks.set(index, data)
    if (this.options.fast === false) this.send({ type: 'chunkReceived', token, ok })
  }

  private conclude(token: number): void {
    if (this.options.ignoresDone?.(this.doneCount++)) return
    const { fileBytes = 0, chunkBytes = 1 } = this.begin ?? {}
    const expected = Array.from({ length: Math.ceil(fileBytes / chunkBytes) }, (_, index) => index)
    const missing = expected.filter(index => !this.chunks.has(index))
    if (missing.length > 0) {
      this.send({ type: 'updateResult', token })
      this.send({ type: 'chunksMissed', indices: missing.slice(0, this.options.namesAtMost ?? 40) })
      return
    }
    this.image = Buffer.concat(expected.map(index => this.chunks.get(index) ?? new Uint8Array()))
    this.send({ type: 'updateResult', token, result: this.options.result ?? 0 })
  }
}
