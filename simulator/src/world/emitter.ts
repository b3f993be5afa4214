/** Listeners by event name, each with the type of what it is told. */
export interface Emitter<Events extends object> {
  /** @returns a function that takes the listener away again. */
  on<Name extends keyof Events>(name: Name, listener: (fact: Events[Name]) => void): () => void
  emit<Name extends keyof Events>(name: Name, fact: Events[Name]): void
}

export function createEmitter<Events extends object>(): Emitter<Events> {
  const listeners: { [Name in keyof Events]?: Set<(fact: Events[Name]) => void> } = {}
  return {
    on(name, listener) {
      const set = listeners[name] ?? new Set()
      listeners[name] = set
      set.add(listener)
      return () => set.delete(listener)
    },
    emit(name, fact) {
      for (const listener of [...(listeners[name] ?? [])]) listener(fact)
    },
  }
}
