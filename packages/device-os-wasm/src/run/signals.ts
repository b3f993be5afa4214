/** Thrown through the firmware to end it where it stands. Not an error: nobody outside sees it. */
export class EndSignal {
  readonly state: 'reset' | 'stopped'

  constructor(state: 'reset' | 'stopped') {
    this.state = state
  }
}

/** Thrown through the firmware when its runtime gave up, with the reason. */
export class PanicSignal {
  readonly reason: string
  /** One of {@link PANIC}. */
  readonly panicCode: number
  readonly stack: string | undefined

  constructor(reason: string, panicCode: number) {
    this.reason = reason
    this.panicCode = panicCode
    this.stack = new Error(reason).stack
  }
}

/** Thrown through a thread of the firmware that ends itself; the rest of it goes on. */
export class TaskEndSignal {}
