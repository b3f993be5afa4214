/** Lets tasks with the same key wait for each other. */
export interface Queues {
  /**
   * Runs a task when those asked for earlier with its key are over.
   *
   * @throws the signal's reason when it aborts while the task is waiting; the task is then never started.
   */
  run<T>(key: string, signal: AbortSignal, task: () => Promise<T>): Promise<T>
  /** How many keys have a task that runs or waits. */
  readonly count: number
}

export function createQueues(): Queues {
  const last = new Map<string, Promise<unknown>>()
  return {
    async run(key, signal, task) {
      const before = last.get(key)
      const turn = before
        ? before.then(() => {
            signal.throwIfAborted()
            return task()
          })
        : task()
      const over = turn.then(ignore, ignore)
      last.set(key, over)
      try {
        return await turn
      } finally {
        if (last.get(key) === over) last.delete(key)
      }
    },
    get count() {
      return last.size
    },
  }
}

function ignore(): void {}
