const ATTEMPTS_PER_STEP = 5
const LONGEST_STEP = 7

/**
 * How long the Photon waits after that many failed connections in a row: one second five times, two
 * seconds five times, and so on, up to 128 s. Source: Device OS v2.3.1 system_utilities.cpp.
 */
export function reconnectDelayMs(failures: number): number {
  if (failures <= 0) return 0
  const step = Math.min(LONGEST_STEP, Math.floor((failures - 1) / ATTEMPTS_PER_STEP))
  return 1_000 * 2 ** step
}
