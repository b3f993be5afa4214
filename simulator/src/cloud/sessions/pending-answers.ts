import type { Token } from '@particle-setup/protocol/device'
import type { Clock, Timer } from '../../world/clock.ts'

/** A token is one byte on the wire. */
const TOKENS = 256

interface Waiting<Answer> {
  settle(answer: Answer | undefined): void
  timer: Timer
}

/** Requests that a device has yet to answer, by token. */
export class PendingAnswers<Answer> {
  private readonly clock: Clock
  private readonly waiting = new Map<Token, Waiting<Answer>>()
  private next: Token = 0

  constructor(clock: Clock) {
    this.clock = clock
  }

  /**
   * Sends a request under a free token.
   *
   * @returns what the device answered; `undefined` when it did not in time, or the session ended.
   */
  ask(send: (token: Token) => void, limitMs: number): Promise<Answer | undefined> {
    const token = this.freeToken()
    if (token === undefined || limitMs <= 0) return Promise.resolve(undefined)
    return new Promise(resolve => {
      const settle = (answer: Answer | undefined): void => {
        this.waiting.delete(token)
        resolve(answer)
      }
      this.waiting.set(token, { settle, timer: this.clock.setTimeout(() => settle(undefined), limitMs) })
      send(token)
    })
  }

  /** Ignores tokens that nobody waits for: the answer came too late. */
  settle(token: Token, answer: Answer): void {
    const waiting = this.waiting.get(token)
    waiting?.timer.cancel()
    waiting?.settle(answer)
  }

  /** Settles all, for a message that carries no token. */
  settleAll(answer: Answer | undefined): void {
    for (const { timer, settle } of [...this.waiting.values()]) {
      timer.cancel()
      settle(answer)
    }
  }

  private freeToken(): Token | undefined {
    if (this.waiting.size >= TOKENS) return undefined
    while (this.waiting.has(this.next)) this.next = (this.next + 1) % TOKENS
    const token = this.next
    this.next = (this.next + 1) % TOKENS
    return token
  }
}
