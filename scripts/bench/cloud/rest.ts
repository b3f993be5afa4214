import { inParallel, interleave } from '../lib/interleave.ts'
import { quantile } from '../lib/statistics.ts'
import { Requester, requestText } from './load/requests.ts'
import { Subscribers } from './load/subscribers.ts'
import { CONTESTANTS, type ContestantName, sharedMicros } from './messages.ts'
import { deviceAnswerOf, type RunningServer, startServers } from './server.ts'

/** Requests over keep-alive connections; one value a repetition. Times in milliseconds. */
export interface RequestFigures {
  readonly name: ContestantName
  readonly perSecond: readonly number[]
  readonly medianMs: readonly number[]
  readonly slowMs: readonly number[]
}

/** {@link RequestFigures} of reading a device, and of publishing an event until it is delivered. */
export interface RestFigures {
  readonly device: readonly RequestFigures[]
  readonly publish: readonly RequestFigures[]
}

export interface RestOptions {
  readonly repetitions: number
  /** In a repetition, for one device. */
  readonly requests: number
  /** In a repetition, over HTTP. */
  readonly publishes: number
  readonly signal: AbortSignal
  readonly onProgress: (line: string) => void
}

/** Connections that ask for a device, and that publish. */
export const ASKING = 32
export const PUBLISHING = 16

export async function measureRest(options: RestOptions): Promise<RestFigures> {
  const { signal, repetitions, requests, publishes } = options
  await using running = await startServers(CONTESTANTS, signal)
  const [ours] = running.servers
  if (ours === undefined) throw new Error('there is nothing to measure')
  const answer = await deviceAnswerOf(ours)
  for (const server of running.servers) await server.carryOut({ order: 'answer', answer })

  const measure = async (what: string, run: (server: RunningServer) => Promise<Run>) => {
    for (const server of running.servers) await run(server)
    const onRepetition = (now: number): void =>
      options.onProgress(`${what}, repetition ${now} of ${repetitions}`)
    const measured = await interleave(running.servers, repetitions, onRepetition, run)
    return running.servers.map(({ name }, index): RequestFigures => {
      const runs = measured[index] ?? []
      return {
        name,
        perSecond: runs.map(({ perSecond }) => perSecond),
        medianMs: runs.map(({ ms }) => quantile(ms, 0.5)),
        slowMs: runs.map(({ ms }) => quantile(ms, 0.99)),
      }
    })
  }
  return {
    device: await measure('GET /v1/devices/:device', server => askForDevice(server, requests, signal)),
    publish: await measure('publishing over HTTP', server => publish(server, publishes, signal)),
  }
}

interface Run {
  readonly perSecond: number
  readonly ms: readonly number[]
}

async function askForDevice(
  { port, token, deviceId }: RunningServer,
  requests: number,
  signal: AbortSignal,
): Promise<Run> {
  using stack = new DisposableStack()
  const text = requestText('GET', `/v1/devices/${deviceId}`, { token })
  const ms: number[] = []
  const startedAt = performance.now()
  await inParallel(requesters(stack, port, ASKING), ASKING, async requester => {
    while (ms.length < requests) {
      signal.throwIfAborted()
      const askedAt = performance.now()
      await requester.ask(text)
      ms.push(performance.now() - askedAt)
    }
  })
  return { perSecond: (ms.length / (performance.now() - startedAt)) * 1000, ms }
}

/** The rate flat out; then, for the time one event takes, one after the other. */
async function publish(server: RunningServer, publishes: number, signal: AbortSignal): Promise<Run> {
  using stack = new DisposableStack()
  const { port, token } = server
  const subscribers = stack.use(new Subscribers(server))
  await subscribers.open(1, signal)
  const event = (): string =>
    requestText('POST', '/v1/devices/events', {
      token,
      body: JSON.stringify({ name: 'sensor', data: String(sharedMicros()), private: true }),
    })
  let asked = 0
  const startedAt = performance.now()
  await inParallel(requesters(stack, port, PUBLISHING), PUBLISHING, async requester => {
    while (asked < publishes) {
      signal.throwIfAborted()
      asked++
      await requester.ask(event())
    }
  })
  await subscribers.until(() => subscribers.eventsOfFirst >= asked, signal)
  const perSecond = (asked / (subscribers.lastAtMs - startedAt)) * 1000

  const ms: number[] = []
  subscribers.onEvent = data => ms.push((sharedMicros() - Number(data)) / 1000)
  const [one] = requesters(stack, port, 1)
  for (let sent = 1; sent <= Math.ceil(publishes / 10); sent++) {
    await one?.ask(event())
    await subscribers.until(() => ms.length >= sent, signal)
  }
  return { perSecond, ms }
}

function requesters(stack: DisposableStack, port: number, count: number): Requester[] {
  return Array.from({ length: count }, () => stack.use(new Requester(port)))
}
