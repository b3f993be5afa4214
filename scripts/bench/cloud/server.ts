import { fileURLToPath } from 'node:url'
import { type Child, startChild } from '../lib/child.ts'
import type { ContestantName, DeviceAnswer, ServerListening, ServerNews, ServerOrder } from './messages.ts'

/** A contestant that listens in a process of its own. */
export interface RunningServer extends AsyncDisposable, ServerListening {
  readonly name: ContestantName
  /** Settles once the order is carried out. */
  carryOut(order: ServerOrder): Promise<ServerNews>
}

export async function startServer(name: ContestantName, signal: AbortSignal): Promise<RunningServer> {
  const child: Child<ServerOrder, ServerListening | ServerNews> = startChild(
    fileURLToPath(new URL('./server-process.ts', import.meta.url)),
    [name],
    signal,
  )
  const listening = await child.next()
  if (!('port' in listening)) throw new Error(`${name} does not listen`)
  return {
    ...listening,
    name,
    async carryOut(order) {
      child.tell(order)
      const news = await child.next()
      if (!('events' in news)) throw new Error(`${name} listens again`)
      return news
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}

/** Every server that is measured, one after the other started; all end together. */
export async function startServers(
  names: readonly ContestantName[],
  signal: AbortSignal,
): Promise<{ servers: RunningServer[] } & AsyncDisposable> {
  await using stack = new AsyncDisposableStack()
  const servers: RunningServer[] = []
  for (const name of names) servers.push(stack.use(await startServer(name, signal)))
  const own = stack.move()
  return { servers, [Symbol.asyncDispose]: () => own.disposeAsync() }
}

/** What our cloud answers for its device, for the others to answer the same. */
export async function deviceAnswerOf({ port, token, deviceId }: ServerListening): Promise<DeviceAnswer> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/devices/${deviceId}`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  const headers = Object.fromEntries(response.headers)
  // Node states these by itself.
  for (const name of ['connection', 'date', 'keep-alive']) delete headers[name]
  return { headers, body: await response.text() }
}
