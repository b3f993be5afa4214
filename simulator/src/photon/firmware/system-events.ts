import type { PhotonState } from '../led.ts'

/** A `System.on` event: bit and parameter. Source: Device OS v2.3.1 system/inc/system_event.h. */
export interface SystemEvent {
  readonly event: number
  readonly parameter: number
}

/** Bits that the Photon's parts tell the program by. */
export const SYSTEM_EVENTS = {
  networkCredentials: 1 << 4,
  buttonStatus: 1 << 7,
  firmwareUpdate: 1 << 8,
  updatePending: 1 << 9,
  resetPending: 1 << 10,
  reset: 1 << 11,
  buttonClick: 1 << 12,
  buttonFinalClick: 1 << 13,
  timeChanged: 1 << 14,
} as const

/** Parameters of `network_credentials`. */
export const CREDENTIALS = { added: 1, cleared: 2 } as const

/** Parameter of `time_changed`: the cloud told it. */
export const TIME_SYNCHRONIZED = 1

const SETUP_BEGIN = 2
const SETUP_END = 8
const NETWORK_STATUS = 32
const CLOUD_STATUS = 64

const NETWORK = { connecting: 4, connected: 5, disconnecting: 6, disconnected: 7 } as const
const NETWORK_UP: readonly PhotonState[] = ['connecting', 'handshake', 'online', 'updating', 'wifi-only']

const CLOUD_PARAMETERS: Partial<Record<PhotonState, number>> = {
  connecting: 1,
  handshake: 2,
  online: 8,
  updating: 8,
}

const CONNECTING: readonly PhotonState[] = ['joining', 'dhcp']

/** Each connecting ends in connected or disconnected. Source: Device OS v2.3.1 system_network_internal.h. */
function networkLost(from: PhotonState, to: PhotonState): readonly number[] {
  if (NETWORK_UP.includes(to) || (from === 'joining' && to === 'dhcp')) return []
  if (NETWORK_UP.includes(from)) return [NETWORK.disconnecting, NETWORK.disconnected]
  return CONNECTING.includes(from) ? [NETWORK.disconnected] : []
}

function networkFound(from: PhotonState, to: PhotonState): readonly number[] {
  const parameters: number[] = []
  if (to === 'joining') parameters.push(NETWORK.connecting)
  if (NETWORK_UP.includes(to) && !NETWORK_UP.includes(from)) parameters.push(NETWORK.connected)
  return parameters
}

const isOnline = (state: PhotonState): boolean => state === 'online' || state === 'updating'

/** What a program hears when the Photon goes from one state to the next. */
export function systemEvents(from: PhotonState, to: PhotonState): readonly SystemEvent[] {
  if (isOnline(from) && isOnline(to)) return []
  const events: SystemEvent[] = []
  const tell = (event: number, ...parameters: readonly number[]): void => {
    events.push(...parameters.map(parameter => ({ event, parameter })))
  }
  if (isOnline(from)) tell(CLOUD_STATUS, 0)
  tell(NETWORK_STATUS, ...networkLost(from, to))
  if (from === 'listening') tell(SETUP_END, 0)
  if (to === 'listening') tell(SETUP_BEGIN, 0)
  tell(NETWORK_STATUS, ...networkFound(from, to))
  const parameter = CLOUD_PARAMETERS[to]
  if (parameter !== undefined) tell(CLOUD_STATUS, parameter)
  return events
}
