import type { BoardTime } from '@particle-setup/device-os-wasm/run'

/** The one time of all boards of a process, which stands still until it is moved. */
export class SharedTime implements BoardTime {
  #nowMs = 0
  /** By the moment at which they wake. */
  readonly #sleepers = new Map<number, (() => void)[]>()

  uptimeMs(): number {
    return this.#nowMs
  }

  unixMs(): number {
    return this.#nowMs
  }

  /** Nobody's sleep is given up here: the signal may be left alone. */
  sleep(ms: number): Promise<void> {
    const atMs = this.#nowMs + ms
    const others = this.#sleepers.get(atMs)
    return new Promise(wake => {
      if (others) others.push(wake)
      else this.#sleepers.set(atMs, [wake])
    })
  }

  get sleeping(): number {
    return [...this.#sleepers.values()].reduce((sum, { length }) => sum + length, 0)
  }

  /** Wakes whoever slept until then, or less long. */
  advance(ms: number): void {
    this.#nowMs += ms
    for (const [atMs, wakes] of this.#sleepers) {
      if (atMs > this.#nowMs) continue
      this.#sleepers.delete(atMs)
      for (const wake of wakes) wake()
    }
  }
}
