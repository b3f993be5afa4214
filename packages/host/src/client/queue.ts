const last = new Map<string, Promise<unknown>>()

/**
 * Runs tasks with the same key one after the other, in the order they were asked for. A Photon has one scan
 * and one configuration object for all its connections: overlapping commands spoil each other.
 *
 * @throws the signal's reason when it aborts while the task is waiting; the task is then never started.
 */
export async function oneAtATime<T>(key: string, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
  const before = last.get(key) ?? Promise.resolve()
  const turn = before.then(() => {
    signal.throwIfAborted()
    return task()
  })
  const over = turn.catch(() => undefined)
  last.set(key, over)
  try {
    return await turn
  } finally {
    if (last.get(key) === over) last.delete(key)
  }
}
