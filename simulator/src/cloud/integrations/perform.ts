import type { CloudEvent } from '../events/entity.ts'
import type { EventHub } from '../events/hub.ts'
import { callServer, type HookAnswer } from './call.ts'
import { chunksOf } from './chunks.ts'
import type { HookSettings, Integration } from './entity.ts'
import type { HookOutcome } from './history.ts'
import { HookError, RefusedHostError } from './hook-error.ts'
import type { HostGuard } from './hosts.ts'
import { type HookRequest, requestOf } from './payload.ts'
import type { Servers } from './servers.ts'
import { jsonVariables, Templates } from './template.ts'
import { defaultErrorTopic, errorTopic, responseTopic } from './topics.ts'
import { variablesOf } from './variables.ts'

/** Who publishes what webhooks have to say. Such events set off no webhook themselves. */
export const HOOK_PUBLISHER = 'particle-internal'

/** What is said of a server that is left alone. Source: docs.particle.io, webhook reference, limits. */
const SLEEPING = 'Sleeping, too many errors, please wait and try again'

/** As the documented stream of events shows it. */
const SENT_DATA = 'undefined'

/** How much of an answer the log keeps, in characters. */
const LOGGED_CHARACTERS = 512

export interface HookSurroundings {
  readonly events: EventHub
  readonly servers: Servers
  readonly guard: HostGuard
  /** Ends the call. */
  readonly signal: AbortSignal
}

/**
 * Calls the server of a webhook for an event, and publishes what comes of it: hook-sent, then hook-response or
 * hook-error, for those alone who own the event.
 *
 * @throws the signal's reason when it aborts.
 */
export async function performHook(
  { events, servers, guard, signal }: HookSurroundings,
  { settings, productId }: Integration,
  event: CloudEvent,
): Promise<HookOutcome> {
  const templates = new Templates(variablesOf(event))
  let sent: Promise<void> = Promise.resolve()
  let request: HookRequest | undefined
  let answer: HookAnswer | undefined

  const publish = (name: string, data: string): Promise<void> =>
    events.publish({ name, data, coreid: HOOK_PUBLISHER, ownerId: event.ownerId, productId })
  const publishChunks = async (topic: string, text: string): Promise<void> => {
    await sent
    for (const [index, chunk] of chunksOf(text).entries()) await publish(`${topic}/${index}`, chunk)
  }
  const outcome = (result: HookOutcome['result'], error: string | null): HookOutcome => ({
    result,
    request: request === undefined ? null : `${request.method} ${request.url.origin}${request.url.pathname}`,
    status: answer?.status ?? null,
    response: answer?.body.slice(0, LOGGED_CHARACTERS) ?? null,
    error,
  })

  try {
    request = requestOf(settings, event, templates)
    const { host, hostname } = request.url
    if (await servers.mustRest(hostname)) {
      await publishChunks(errorTopic(settings, event.name, templates), SLEEPING)
      return outcome('sleep', SLEEPING)
    }
    const onSent = (): void => {
      sent = publish(`hook-sent/${event.name}`, SENT_DATA)
    }
    const { rejectUnauthorized } = settings
    answer = await callServer(request, { guard, rejectUnauthorized, signal, onSent })
    if (answer.status < 200 || answer.status > 299)
      throw new HookError(`error status ${answer.status} from ${host}`)
    await servers.note(hostname, true)
    const text = responseText(settings, answer.body, event)
    await publishChunks(responseTopic(settings, event.name, templates), text)
    return outcome('success', null)
  } catch (error) {
    signal.throwIfAborted()
    if (request !== undefined && isServersFault(error)) await servers.note(request.url.hostname, false)
    const message = error instanceof Error ? error.message : String(error)
    await publishChunks(topicForErrors(settings, event, templates), message)
    return outcome('error', message)
  }
}

/** Tells the owner that an event came to nothing, without calling anybody. */
export async function refuseHook(
  events: EventHub,
  { settings, productId }: Integration,
  event: CloudEvent,
  error: string,
): Promise<HookOutcome> {
  const topic = topicForErrors(settings, event, new Templates(variablesOf(event)))
  const { ownerId } = event
  await events.publish({ name: `${topic}/0`, data: error, coreid: HOOK_PUBLISHER, ownerId, productId })
  return { result: 'error', request: null, status: null, response: null, error }
}

/** What mustache throws, and a host that must not be called, say nothing about a server. */
function isServersFault(error: unknown): boolean {
  return error instanceof HookError && !(error instanceof RefusedHostError)
}

function responseText({ responseTemplate }: HookSettings, body: string, event: CloudEvent): string {
  if (responseTemplate === null) return body
  const templates = new Templates({ ...variablesOf(event), ...jsonVariables(body) })
  const text = templates.deep(responseTemplate)
  return typeof text === 'string' ? text : JSON.stringify(text)
}

/** A template that makes no name must not hide the error that it was to tell, nor its own. */
function topicForErrors(settings: HookSettings, event: CloudEvent, templates: Templates): string {
  try {
    return errorTopic(settings, event.name, templates)
  } catch {
    return defaultErrorTopic(event.name)
  }
}
