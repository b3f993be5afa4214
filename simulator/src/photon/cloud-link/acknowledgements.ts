import type { Clock } from '../../world/index.ts'

/** How long a publish with acknowledgement waits. Source: Device OS v2.3.1 protocol_defs.h SEND_EVENT_ACK_TIMEOUT. */
const ACK_TIMEOUT_MS = 20_000

/** Events that wait for the cloud to take or refuse them. */
export class Acknowledgements {
  private readonly clock: Clock
  private readonly waiting = new Map<number, (taken: boolean) => void>()
  private onIdle: (() => void)[] = []
  private lastId = 0

  constructor(clock: Clock) {
    this.clock = clock
  }

  get count(): number {
    return this.waiting.size
  }

  /** Settles once none waits. */
  idle(): Promise<void> {
    return this.count === 0 ? Promise.resolve() : new Promise(resolve => this.onIdle.push(resolve))
  }

  /** `taken` is false when the cloud refused, or did not answer in time. */
  expect(): { messageId: number; taken: Promise<boolean> } {
    this.lastId = (this.lastId + 1) & 0xffff
    const messageId = this.lastId
    const taken = new Promise<boolean>(resolve => {
      const timer = this.clock.setTimeout(() => this.settle(messageId, false), ACK_TIMEOUT_MS)
      this.waiting.set(messageId, answer => {
        timer.cancel()
        resolve(answer)
      })
    })
    return { messageId, taken }
  }

  settle(messageId: number, taken: boolean): void {
    const answer = this.waiting.get(messageId)
    this.waiting.delete(messageId)
    answer?.(taken)
    if (this.count === 0) for (const tell of this.onIdle.splice(0)) tell()
  }

  /** The session is over: nothing was taken. */
  giveUp(): void {
    for (const messageId of [...this.waiting.keys()]) this.settle(messageId, false)
  }
}
