/**
 * What the Device OS 0.8 to 2.x API of a Photon takes. Sizes are bytes.
 * Source: Device OS v2.3.1 protocol_defs.h; publisher.h.
 */
export const DEVICE_LIMITS = {
  eventNameBytes: 64,
  eventDataBytes: 622,
  functionNameBytes: 64,
  functionArgumentBytes: 622,
  stringVariableBytes: 622,
  /** Events the device lets through in any second. */
  publishBurst: 4,
  /** Handlers that an application may subscribe. */
  subscriptions: 4,
} as const

/** The Photon's platform id; also the product id of a Photon that belongs to no product. */
export const PHOTON_PLATFORM_ID = 6

/** Seconds an event lives when its publisher states nothing. */
export const DEFAULT_EVENT_TTL_SECONDS = 60

/** How long either side of a session waits, in milliseconds. Source: Device OS v2.3.1 protocol.cpp. */
export const SESSION_TIMES_MS = {
  helloTimeout: 4_000,
  pingAfterSilence: 15_000,
  pingTimeout: 10_000,
  /** Silence after which the cloud takes a device for offline: two missed pings. */
  offlineAfterSilence: 35_000,
} as const
