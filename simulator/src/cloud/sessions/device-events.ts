import type { EventMessage } from '@particle-setup/protocol/device'
import { isEventData, isEventName, isSystemName } from '../events/entity.ts'
import type { PublishRate } from './publish-rate.ts'

/** System events of a device that people may see; all others stay between it and the cloud. */
const VISIBLE_SYSTEM_EVENTS: ReadonlySet<string> = new Set([
  'spark/device/last_reset',
  'spark/device/safemode',
  'particle/device/updates/enabled',
  'particle/device/updates/forced',
])

/**
 * What becomes of an event that a device sends:
 *
 * - `publish`: everyone who may hear it does
 * - `swallow`: it was for the cloud
 * - `answer`: the device asks the cloud about itself; the answer is an event of the same name
 * - `refuse`: it is over the rate, or no event at all
 */
export type EventFate =
  | { type: 'publish' }
  | { type: 'swallow' }
  | { type: 'answer'; about: 'name' | 'ip' | 'random' }
  | { type: 'refuse' }

/** The device's own business with the cloud does not count against its rate. */
export function fateOf(event: EventMessage, rate: PublishRate): EventFate {
  const about = /^(?:particle|spark)\/device\/(name|ip|random)$/.exec(event.name)?.[1]
  if (about === 'name' || about === 'ip' || about === 'random') return { type: 'answer', about }
  if (isSystemName(event.name)) {
    return VISIBLE_SYSTEM_EVENTS.has(event.name) ? { type: 'publish' } : { type: 'swallow' }
  }
  const valid = isEventName(event.name) && isEventData(event.data ?? '')
  return valid && rate.admit() ? { type: 'publish' } : { type: 'refuse' }
}
