import { type BoardFlags, SYSTEM_FLAGS, type SystemFlag } from '../board-system.ts'
import type { Host, ImportTable } from '../host.ts'

/** `RESET_REASON_POWER_DOWN` of Device OS. */
const POWER_DOWN = 40
const DEVICE_OS_VERSION = '2.3.1'

const FLAG_NAMES = Object.keys(SYSTEM_FLAGS) as SystemFlag[]

function ownFlags(): BoardFlags {
  const flags = new Map<SystemFlag, boolean>()
  return {
    get: flag => flags.get(flag) ?? SYSTEM_FLAGS[flag],
    set: (flag, on) => void flags.set(flag, on),
  }
}

export function systemImports({ board, memory }: Host): ImportTable {
  const flags = board.system?.flags ?? ownFlags()
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
    system_flag(number: number) {
      const flag = FLAG_NAMES[number]
      return flag !== undefined && flags.get(flag) ? 1 : 0
    },
    set_system_flag(number: number, value: number) {
      const flag = FLAG_NAMES[number]
      if (flag !== undefined) flags.set(flag, value !== 0)
    },
    button_pushed: () => board.button?.pushedMs() ?? 0,
    button_mirror: (pin: number, rising: number) =>
      board.button?.mirror?.(pin < 0 ? undefined : pin, rising === 0 ? 'falling' : 'rising'),
    random32: () => board.random32?.() ?? fixedSequence(),
  }
}
