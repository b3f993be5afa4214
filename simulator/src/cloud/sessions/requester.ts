import { CLOUD_LIMITS } from '@particle-setup/protocol/cloud'
import type { CloudToDevice, DeviceToCloud, VariableValue } from '@particle-setup/protocol/device'
import type { Clock } from '../../world/clock.ts'
import { Description, type Offer } from './description.ts'
import { PendingAnswers } from './pending-answers.ts'
import type { DeviceReply, DeviceRequest } from './requests.ts'

/** What a device answers by one message. */
export type PlainRequest = Extract<DeviceRequest, { type: 'call' | 'read' | 'signal' | 'ping' }>

const TIMED_OUT: DeviceReply = { type: 'timedOut' }

/** Asks a device what the HTTP API wants to know, and matches what it answers. */
export class Requester {
  private readonly clock: Clock
  private readonly send: (message: CloudToDevice) => void
  private readonly description: Description
  private readonly returns: PendingAnswers<number>
  private readonly values: PendingAnswers<VariableValue | null>
  private readonly signals: PendingAnswers<true>
  private readonly pings: PendingAnswers<true>

  constructor(clock: Clock, send: (message: CloudToDevice) => void) {
    this.clock = clock
    this.send = send
    this.description = new Description(clock)
    this.returns = new PendingAnswers(clock)
    this.values = new PendingAnswers(clock)
    this.signals = new PendingAnswers(clock)
    this.pings = new PendingAnswers(clock)
  }

  describe(offer: Offer): void {
    this.description.set(offer)
  }

  /** Takes a message that answers a request. */
  settle(message: DeviceToCloud): void {
    if (message.type === 'functionReturn') this.returns.settle(message.token, message.value)
    if (message.type === 'variableValue') this.values.settle(message.token, message.value ?? null)
    if (message.type === 'signalDone') this.signals.settle(message.token, true)
    // A Photon acknowledges a ping under an id of its own: any acknowledgement is the answer.
    if (message.type === 'ack') this.pings.settleAll(true)
  }

  /** Never rejects: what goes wrong with a device is an answer too. */
  async ask(
    request: PlainRequest,
    deadlineMs = this.clock.nowMs() + CLOUD_LIMITS.deviceAnswerMs,
  ): Promise<DeviceReply> {
    const leftMs = (): number => deadlineMs - this.clock.nowMs()
    switch (request.type) {
      case 'call': {
        const { name, argument } = request
        const offer = await this.description.get(leftMs())
        if (offer === undefined) return TIMED_OUT
        // A Photon never answers a call of a function that it does not have.
        if (!offer.functions.includes(name)) return { type: 'unknownName' }
        const value = await this.returns.ask(
          token => this.send({ type: 'functionCall', token, name, argument }),
          leftMs(),
        )
        return value === undefined ? TIMED_OUT : { type: 'returned', value }
      }
      case 'read': {
        const { name } = request
        const offer = await this.description.get(leftMs())
        if (offer === undefined) return TIMED_OUT
        if (!Object.hasOwn(offer.variables, name)) return { type: 'unknownName' }
        const value = await this.values.ask(
          token => this.send({ type: 'variableRequest', token, name }),
          leftMs(),
        )
        if (value === undefined) return TIMED_OUT
        return value === null ? { type: 'unknownName' } : { type: 'value', value }
      }
      case 'signal': {
        const { on } = request
        const done = await this.signals.ask(token => this.send({ type: 'signal', token, on }), leftMs())
        return done ? { type: 'done' } : TIMED_OUT
      }
      case 'ping': {
        const done = await this.pings.ask(() => this.send({ type: 'ping' }), leftMs())
        return done ? { type: 'done' } : TIMED_OUT
      }
    }
  }

  close(): void {
    this.description.close()
    this.returns.settleAll(undefined)
    this.values.settleAll(undefined)
    this.signals.settleAll(undefined)
    this.pings.settleAll(undefined)
  }
}
