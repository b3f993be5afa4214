/** Runs tasks one at a time, in the order in which they came; a task that fails does not hold up the next. */
export type SerialQueue = <T>(task: () => T | Promise<T>) => Promise<T>

export function createSerialQueue(): SerialQueue {
  let tail: Promise<unknown> = Promise.resolve()
  return task => {
    const run = tail.then(task)
    tail = run.catch(() => {})
    return run
  }
}
