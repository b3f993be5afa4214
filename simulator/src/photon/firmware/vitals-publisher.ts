import type { Clock, Timer } from '../../world/index.ts'

interface Parts {
  readonly clock: Clock
  /** Aborts when the Photon stops. */
  readonly power: AbortSignal
  /** False when there is no cloud to tell. */
  readonly publish: () => boolean
}

/** What `Particle.publishVitals()` sets going. Source: Device OS v2.3.1 system_publish_vitals.cpp. */
export class VitalsPublisher {
  private readonly parts: Parts
  private timer: Timer | undefined

  constructor(parts: Parts) {
    this.parts = parts
    parts.power.addEventListener('abort', () => this.timer?.cancel(), { once: true })
  }

  /**
   * @param periodSeconds publishes again every so often, until it is called with 0; without it, what was begun goes on
   * @returns whether it was published now
   */
  publish(periodSeconds?: number): boolean {
    if (periodSeconds !== undefined) {
      this.timer?.cancel()
      if (periodSeconds > 0) this.repeat(periodSeconds * 1_000)
    }
    return this.parts.publish()
  }

  private repeat(periodMs: number): void {
    this.timer = this.parts.clock.setTimeout(() => {
      this.repeat(periodMs)
      this.parts.publish()
    }, periodMs)
  }
}
