/** `System.resetReason()` values. Source: Device OS v2.3.1 hal/inc/core_hal.h. */
export const RESET_REASONS = {
  pin: 20,
  powerDown: 40,
  factoryReset: 90,
  safeMode: 110,
  panic: 130,
  user: 140,
} as const

/** What the event `spark/device/last_reset` says. Source: Device OS v2.3.1 system_cloud_internal.cpp. */
const EVENT_DATA = new Map<number, string>([
  [RESET_REASONS.pin, 'pin_reset'],
  [RESET_REASONS.powerDown, 'power_down'],
  [RESET_REASONS.factoryReset, 'factory_reset'],
  [RESET_REASONS.safeMode, 'safe_mode'],
  [RESET_REASONS.user, 'user'],
  [RESET_REASONS.panic, 'panic, hard_fault'],
])

export function lastResetEventData(reason: number): string {
  return EVENT_DATA.get(reason) ?? 'unknown'
}
