import { crc32 } from 'node:zlib'
import type { CloudToDevice, DeviceToCloud, Token } from '@particle-setup/protocol/device'
import type { Clock } from '../../world/clock.ts'
import { Mailbox } from './mailbox.ts'

/** What a device says about an update. */
export type UpdateMessage = Extract<
  DeviceToCloud,
  { type: 'updateReady' | 'chunkReceived' | 'chunksMissed' | 'updateResult' }
>

export interface UpdatePlan {
  readonly image: Uint8Array
  readonly chunkBytes: number
  /** How long the device may take to say whether it takes the update. */
  readonly readyLimitMs: number
  /** Settles when the next slice may be sent. */
  readonly turn: () => Promise<void>
}

/** How an update ended. `unconfirmed`: all was sent, and the session ended before the device gave its verdict. */
export type UpdateOutcome = 'success' | 'failed' | 'unconfirmed'

/** A device that hears nothing for 30 s resets: every wait is shorter. Source: device-protocol reference, b.7. */
const ANSWER_LIMIT_MS = 10_000

/** No update takes longer: requests wait for its end. */
const UPDATE_LIMIT_MS = 600_000

/** Sent at once, and then nothing for a moment: 8 KiB of Photon's chunks. */
const CHUNKS_A_SLICE = 16
const SLICE_PAUSE_MS = 10

/** How often one thing is sent without the answer that it needs. */
const ATTEMPTS = 5

/** A Photon names 40 missing chunks at first and more each time: a whole image takes seven rounds. */
const MAX_ROUNDS = 64

/**
 * One update over the air, as device-protocol reference b.7 has it: begin, the chunks, done; and what is
 * missing again, until the device gives its verdict.
 */
export class FirmwareUpdate {
  private readonly clock: Clock
  private readonly send: (message: CloudToDevice) => void
  private readonly plan: UpdatePlan
  private readonly answers: Mailbox<UpdateMessage>
  private readonly ending = new AbortController()
  private token: Token = 0
  private fast = true
  private readonly doneTokens = new Set<Token>()
  private deadlineMs = 0

  constructor(clock: Clock, send: (message: CloudToDevice) => void, plan: UpdatePlan) {
    this.clock = clock
    this.send = send
    this.plan = plan
    this.answers = new Mailbox(clock)
  }

  receive(message: UpdateMessage): void {
    this.answers.put(message)
  }

  /** The session is over. */
  close(): void {
    this.ending.abort()
    this.answers.close()
  }

  /** Asks the device whether it takes the update. */
  async begin(): Promise<'accepted' | 'refused' | 'timedOut'> {
    const { image, chunkBytes, readyLimitMs } = this.plan
    const token = this.nextToken()
    this.send({ type: 'updateBegin', token, fileBytes: image.length, chunkBytes, fast: true })
    const ready = await this.answers.take(
      message => message.type === 'updateReady' && message.token === token,
      readyLimitMs,
    )
    if (ready?.type !== 'updateReady') return 'timedOut'
    this.fast = ready.fast
    return ready.accepted ? 'accepted' : 'refused'
  }

  /** Sends the image. After {@link begin} was accepted. */
  async transfer(): Promise<UpdateOutcome> {
    this.deadlineMs = this.clock.nowMs() + UPDATE_LIMIT_MS
    const indices = Array.from({ length: this.chunkCount }, (_, index) => index)
    const sent = this.fast ? await this.stream(indices) : await this.sendOneByOne(indices)
    return sent ? this.conclude() : 'failed'
  }

  private get chunkCount(): number {
    return Math.ceil(this.plan.image.length / this.plan.chunkBytes)
  }

  /** Nobody acknowledges these. @returns false when the session ended. */
  private async stream(indices: readonly number[]): Promise<boolean> {
    for (let start = 0; start < indices.length; start += CHUNKS_A_SLICE) {
      if (start > 0) await this.clock.sleep(SLICE_PAUSE_MS, this.ending.signal).catch(() => {})
      await this.plan.turn()
      if (this.isHopeless) return false
      for (const index of indices.slice(start, start + CHUNKS_A_SLICE)) this.sendChunk(index)
    }
    return true
  }

  /** Each when the one before has arrived whole. */
  private async sendOneByOne(indices: readonly number[]): Promise<boolean> {
    for (const index of indices) {
      if (!(await this.deliver(index))) return false
    }
    return true
  }

  private async deliver(index: number): Promise<boolean> {
    for (let attempt = 0; attempt < ATTEMPTS && !this.isHopeless; attempt++) {
      const token = this.sendChunk(index)
      const answer = await this.answers.take(
        message => message.type === 'chunkReceived' && message.token === token,
        ANSWER_LIMIT_MS,
      )
      if (answer?.type === 'chunkReceived' && answer.ok) return true
    }
    return false
  }

  /** Says that all was sent, and sends again what did not arrive. */
  private async conclude(): Promise<UpdateOutcome> {
    let silences = 0
    for (let round = 0; round < MAX_ROUNDS && silences < ATTEMPTS && !this.isHopeless; round++) {
      const verdict = await this.askVerdict()
      if (verdict === 'closed') return 'unconfirmed'
      if (verdict === 'success' || verdict === 'failed') return verdict
      if (verdict === 'silent') silences++
      else if (!(await this.resend(verdict))) return 'failed'
    }
    return 'failed'
  }

  private async askVerdict(): Promise<'success' | 'failed' | 'silent' | 'closed' | readonly number[]> {
    const token = this.nextToken()
    this.doneTokens.add(token)
    this.send({ type: 'updateDone', token })
    // Without a result, the device is about to say what is missing.
    const answer = await this.answers.take(
      message =>
        message.type === 'chunksMissed' ||
        (message.type === 'updateResult' &&
          this.doneTokens.has(message.token) &&
          message.result !== undefined),
      ANSWER_LIMIT_MS,
    )
    if (answer?.type === 'updateResult') return answer.result === 0 ? 'success' : 'failed'
    if (answer?.type === 'chunksMissed') return answer.indices
    return this.ending.signal.aborted ? 'closed' : 'silent'
  }

  private async resend(missed: readonly number[]): Promise<boolean> {
    const indices = [...new Set(missed)].filter(
      index => Number.isInteger(index) && index >= 0 && index < this.chunkCount,
    )
    return this.fast ? this.stream(indices) : this.sendOneByOne(indices)
  }

  private sendChunk(index: number): Token {
    const { image, chunkBytes } = this.plan
    const data = image.subarray(index * chunkBytes, (index + 1) * chunkBytes)
    const token = this.nextToken()
    this.send({ type: 'chunk', token, index, crc32: crc32(data), data })
    return token
  }

  private get isHopeless(): boolean {
    return this.ending.signal.aborted || this.clock.nowMs() >= this.deadlineMs
  }

  private nextToken(): Token {
    this.token = (this.token + 1) & 0xff
    return this.token
  }
}
