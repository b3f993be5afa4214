import type { PhotonState } from '../led.ts'

/** A `System.on` event: bit and parameter. Source: Device OS v2.3.1 system/inc/system_event.h. */
export interface SystemEvent {
  readonly event: number
  readonly parameter: number
}

const SETUP_BEGIN = 2
const SETUP_END = 8
const CLOUD_STATUS = 64

const CLOUD_PARAMETERS: Partial<Record<PhotonState, number>> = {
  connecting: 1,
  handshake: 2,
  online: 8,
  updating: 8,
}

const isOnline = (state: PhotonState): boolean => state === 'online' || state === 'updating'

/** What a program hears when the Photon goes from one state to the next. */
export function systemEvents(from: PhotonState, to: PhotonState): readonly SystemEvent[] {
  const events: SystemEvent[] = []
  if (isOnline(from) && isOnline(to)) return events
  if (isOnline(from)) events.push({ event: CLOUD_STATUS, parameter: 0 })
  if (from === 'listening') events.push({ event: SETUP_END, parameter: 0 })
  if (to === 'listening') events.push({ event: SETUP_BEGIN, parameter: 0 })
  const parameter = CLOUD_PARAMETERS[to]
  if (parameter !== undefined) events.push({ event: CLOUD_STATUS, parameter })
  return events
}
