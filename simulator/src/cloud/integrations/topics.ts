import { isSystemName } from '../events/entity.ts'
import type { HookSettings } from './entity.ts'
import { HookError } from './hook-error.ts'
import type { Templates } from './template.ts'

/** The default topic is the prefix and the event's whole name, which may take all of its 64 characters. */
const MAX_TOPIC_CHARACTERS = 128

/**
 * The name of the events that carry a webhook's answer, without the chunk's number.
 *
 * @throws HookError when a template makes no name of an event, or one that belongs to the system.
 */
export function responseTopic(settings: HookSettings, eventName: string, templates: Templates): string {
  return topicOf('responseTopic', settings.responseTopic, `hook-response/${eventName}`, templates)
}

/** The same for what went wrong. */
export function errorTopic(settings: HookSettings, eventName: string, templates: Templates): string {
  return topicOf('errorResponseTopic', settings.errorResponseTopic, defaultErrorTopic(eventName), templates)
}

export function defaultErrorTopic(eventName: string): string {
  return `hook-error/${eventName}`
}

function topicOf(field: string, template: string | null, otherwise: string, templates: Templates): string {
  if (template === null) return otherwise
  const topic = templates.text(template)
  // A line end in a name would forge a second event on every stream.
  if (/^[\x21-\x7e]+$/.test(topic) && topic.length <= MAX_TOPIC_CHARACTERS && !isSystemName(topic))
    return topic
  throw new HookError(`the ${field} ${JSON.stringify(topic.slice(0, 200))} is no name for an event`)
}
