import type { Host, ImportTable } from '../host.ts'

/** `RESET_REASON_POWER_DOWN` of Device OS. */
const POWER_DOWN = 40
const DEVICE_OS_VERSION = '2.3.1'

export function systemImports({ board, memory }: Host): ImportTable {
  let random = 0x2545f491
  /** xorshift32 by George Marsaglia: the same sequence every time. */
  const fixedSequence = () => {
    random ^= random << 13
    random ^= random >>> 17
    random ^= random << 5
    return random
  }
  return {
    device_id: (pointer: number, size: number) => memory.putText(pointer, size, board.deviceId),
    system_version: (pointer: number, size: number) =>
      memory.putText(pointer, size, board.system?.version ?? DEVICE_OS_VERSION),
    reset_reason: () => board.system?.resetReason ?? POWER_DOWN,
    reset_reason_data: () => board.system?.resetReasonData ?? 0,
    set_updates: (enabled: number) => board.system?.setUpdates?.(enabled !== 0),
    random32: () => board.random32?.() ?? fixedSequence(),
  }
}
