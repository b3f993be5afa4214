/** Typed listeners, without a platform's own: this runs in Node and in browsers. */
export class Emitter<Events extends Record<keyof Events, unknown>> {
  readonly #listeners = new Map<keyof Events, Set<(payload: never) => void>>()

  on<K extends keyof Events>(type: K, listener: (payload: Events[K]) => void): void {
    const listeners = this.#listeners.get(type) ?? new Set()
    this.#listeners.set(type, listeners.add(listener))
  }

  off<K extends keyof Events>(type: K, listener: (payload: Events[K]) => void): void {
    this.#listeners.get(type)?.delete(listener)
  }

  count(type: keyof Events): number {
    return this.#listeners.get(type)?.size ?? 0
  }

  /** A listener that throws stops neither the others nor the stream; its error goes the way of uncaught ones. */
  emit<K extends keyof Events>(type: K, payload: Events[K]): void {
    const listeners = this.#listeners.get(type) as Set<(payload: Events[K]) => void> | undefined
    for (const listener of listeners ?? []) {
      try {
        listener(payload)
      } catch (error) {
        queueMicrotask(() => {
          throw error
        })
      }
    }
  }
}
