import type { VariableType } from '@particle-setup/protocol/device'
import type { Clock } from '../../world/clock.ts'

export interface Offer {
  functions: readonly string[]
  variables: Readonly<Record<string, VariableType>>
}

/** What the firmware offers, for those who came before it said so: `setup()` may still be running. */
export class Description {
  private readonly clock: Clock
  private offer: Offer | undefined
  private waiting = new Set<(offer: Offer | undefined) => void>()

  constructor(clock: Clock) {
    this.clock = clock
  }

  set(offer: Offer): void {
    this.offer = offer
    this.settle(offer)
  }

  /** @returns `undefined` when the firmware has not described itself in time. */
  get(limitMs: number): Promise<Offer | undefined> {
    if (this.offer !== undefined) return Promise.resolve(this.offer)
    return new Promise(resolve => {
      const settle = (offer: Offer | undefined): void => {
        timer.cancel()
        this.waiting.delete(settle)
        resolve(offer)
      }
      const timer = this.clock.setTimeout(() => settle(undefined), limitMs)
      this.waiting.add(settle)
    })
  }

  close(): void {
    this.settle(undefined)
  }

  private settle(offer: Offer | undefined): void {
    for (const settle of [...this.waiting]) settle(offer)
  }
}
