/** `System.resetReason()` values. Source: Device OS v2.3.1 hal/inc/core_hal.h. */
export const RESET_REASONS = {
  pin: 20,
  powerManagement: 30,
  powerDown: 40,
  update: 70,
  updateTimeout: 90,
  factoryReset: 100,
  safeMode: 110,
  dfuMode: 120,
  panic: 130,
  user: 140,
} as const

/** What the event `spark/device/last_reset` says. Source: Device OS v2.3.1 system_cloud_internal.cpp. */
const EVENT_DATA = new Map<number, string>([
  [RESET_REASONS.pin, 'pin_reset'],
  [RESET_REASONS.powerManagement, 'power_management'],
  [RESET_REASONS.powerDown, 'power_down'],
  [RESET_REASONS.update, 'update'],
  [RESET_REASONS.updateTimeout, 'update_timeout'],
  [RESET_REASONS.factoryReset, 'factory_reset'],
  [RESET_REASONS.safeMode, 'safe_mode'],
  [RESET_REASONS.dfuMode, 'dfu_mode'],
  [RESET_REASONS.user, 'user'],
])

/** By panic code; the others are told by their number. Source: panicCodeString(), the same file. */
const PANICS = new Map<number, string>([
  [1, 'hard_fault'],
  [3, 'memory_fault'],
  [4, 'bus_fault'],
  [5, 'usage_fault'],
  [8, 'out_of_heap'],
  [10, 'assert_failed'],
  [13, 'stack_overflow'],
])

/** Why the Photon last started. */
export interface LastReset {
  readonly reason: number
  /** Of a panic, its code. */
  readonly data: number
}

export function lastResetEventData({ reason, data }: LastReset): string {
  if (reason === RESET_REASONS.panic) return `panic, ${PANICS.get(data) ?? data}`
  return EVENT_DATA.get(reason) ?? 'unknown'
}
