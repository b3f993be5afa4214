/**
 * Why a Photon shows SOS: how often its LED flashes after it, and `System.resetReasonData()` of the start that follows.
 *
 * Source: Device OS v2.3.1 services/inc/panic_codes.h.
 */
export const PANIC = {
  hardFault: 1,
  usageFault: 5,
  exit: 7,
  outOfHeap: 8,
  assertionFailure: 10,
  pureVirtualCall: 12,
  stackOverflow: 13,
} as const
