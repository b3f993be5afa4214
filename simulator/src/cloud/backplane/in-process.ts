import type { Backplane, Subscription } from './backplane.ts'
import { NoResponderError } from './backplane.ts'
import { MemoryBucket } from './memory-bucket.ts'
import { openStateFile } from './state-file.ts'

export interface InProcessBackplaneOptions {
  /** Folder whose file `cloud.sqlite` keeps the buckets; made when absent. Default: kept in memory alone. */
  stateDir?: string
}

type Listener = (message: unknown) => void
type Responder = (request: unknown) => Promise<unknown>

/**
 * A backplane for a cloud that is one process.
 *
 * @throws StateFileError when the state file cannot be opened.
 */
export function createInProcessBackplane(options: InProcessBackplaneOptions = {}): Backplane {
  const listeners = new Map<string, Set<Listener>>()
  const responders = new Map<string, Responder[]>()
  const buckets = new Map<string, MemoryBucket<unknown>>()
  const file = options.stateDir === undefined ? undefined : openStateFile(options.stateDir)

  return {
    async publish(topic, message) {
      await undefined
      for (const listener of listeners.get(topic.name) ?? []) listener(message)
    },

    subscribe<Message>(topic: { name: string }, listener: (message: Message) => void): Subscription {
      const set = listeners.get(topic.name) ?? new Set()
      listeners.set(topic.name, set)
      const own: Listener = message => listener(message as Message)
      set.add(own)
      return { unsubscribe: () => set.delete(own) }
    },

    async request<Request, Reply>(service: { name: string }, request: Request): Promise<Reply> {
      const responder = responders.get(service.name)?.at(-1)
      if (responder === undefined) throw new NoResponderError(service.name)
      return (await responder(request)) as Reply
    },

    respond<Request, Reply>(service: { name: string }, responder: (request: Request) => Promise<Reply>) {
      const own: Responder = request => responder(request as Request)
      responders.set(service.name, [...(responders.get(service.name) ?? []), own])
      return {
        unsubscribe() {
          const rest = (responders.get(service.name) ?? []).filter(each => each !== own)
          if (rest.length > 0) responders.set(service.name, rest)
          else responders.delete(service.name)
        },
      }
    },

    bucket<Value>(name: string, { transient = false } = {}) {
      const bucket = buckets.get(name) ?? new MemoryBucket<unknown>(transient ? undefined : file?.shelf(name))
      buckets.set(name, bucket)
      return bucket as MemoryBucket<unknown> as MemoryBucket<Value>
    },

    async close() {
      listeners.clear()
      responders.clear()
      file?.close()
    },
  }
}
