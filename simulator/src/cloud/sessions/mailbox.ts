import type { Clock } from '../../world/clock.ts'

/** Messages that one reader takes in turn, waiting for those that have not come yet. */
export class Mailbox<Message> {
  private readonly clock: Clock
  private messages: Message[] = []
  private wake: (() => void) | undefined
  private ended = false

  constructor(clock: Clock) {
    this.clock = clock
  }

  put(message: Message): void {
    this.messages.push(message)
    this.wake?.()
  }

  /** Nothing more is coming; what was put before can still be taken. */
  close(): void {
    this.ended = true
    this.wake?.()
  }

  /**
   * The first message that is wanted; those before it are dropped.
   *
   * @returns `undefined` when none came in time, or none is coming.
   */
  async take(isWanted: (message: Message) => boolean, limitMs: number): Promise<Message | undefined> {
    const deadlineMs = this.clock.nowMs() + limitMs
    for (;;) {
      for (let message = this.messages.shift(); message !== undefined; message = this.messages.shift()) {
        if (isWanted(message)) return message
      }
      const leftMs = deadlineMs - this.clock.nowMs()
      if (this.ended || leftMs <= 0) return undefined
      await this.news(leftMs)
    }
  }

  private news(limitMs: number): Promise<void> {
    return new Promise(resolve => {
      const timer = this.clock.setTimeout(() => this.wake?.(), limitMs)
      this.wake = () => {
        this.wake = undefined
        timer.cancel()
        resolve()
      }
    })
  }
}
