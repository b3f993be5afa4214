import type { ResetRequest } from '../board-system.ts'
import type { Host, ImportTable } from '../host.ts'
import { EndSignal, PanicSignal } from '../signals.ts'

/** `System_Mode_TypeDef`; safe mode runs no application, so none can ask for it at run time. */
const SYSTEM_MODES = ['automatic', 'automatic', 'semi-automatic', 'manual', 'automatic'] as const

/** `board::ResetMode`. */
const RESET_MODES: readonly ResetRequest['mode'][] = ['reset', 'dfu', 'safe-mode', 'factory']

export function lifeImports(host: Host): ImportTable {
  return {
    set_mode(system: number, threaded: number) {
      host.mode = { ...host.mode, system: SYSTEM_MODES[system] ?? 'automatic', threaded: threaded !== 0 }
    },
    set_product(id: number, version: number) {
      host.mode = { ...host.mode, productId: stated(id), productVersion: stated(version) }
    },
    setup_done() {
      host.ready = true
    },
    panic(code: number, pointer: number, length: number) {
      throw new PanicSignal(host.memory.text(pointer, length), code)
    },
    retained_memory: (start: number, size: number) => host.retained.restore(start, size),
    reset(mode: number, data: number) {
      host.retained.keep()
      host.board.system?.reset?.({ mode: RESET_MODES[mode] ?? 'reset', data: data >>> 0 })
      throw new EndSignal('reset')
    },
  }
}

function stated(value: number): number | undefined {
  return value < 0 ? undefined : value
}
