import type { EventMessage } from '@particle-setup/protocol/device'
import type { SystemFlags } from '../system-flags.ts'

/** What the cloud says of updates; the same events reach a program that subscribes to them. */
const FLAGS = {
  'particle/device/updates/forced': 'updates-forced',
  'particle/device/updates/pending': 'updates-pending',
} as const

/** Source: Device OS v2.3.1 system/src/system_cloud_internal.cpp. */
export function heedUpdateEvent({ name, data }: EventMessage, flags: SystemFlags): void {
  if (isUpdateEvent(name)) flags.set(FLAGS[name], data === 'true')
}

function isUpdateEvent(name: string): name is keyof typeof FLAGS {
  return Object.hasOwn(FLAGS, name)
}
