import type { SleepRequest } from '../board-system.ts'
import type { Host, ImportTable } from '../host.ts'
import { EndSignal } from '../signals.ts'

/** By `SystemSleepMode`. */
const MODES: readonly (SleepRequest['mode'] | undefined)[] = [undefined, 'stop', 'ultra-low-power']

export function sleepImports({ board: { system } }: Host): ImportTable {
  return {
    sleep_begin: (mode: number, ms: number) => system?.sleep?.({ mode: MODES[mode] ?? 'stop', ms }),
    sleep_end: () => system?.wake?.(),
    hibernate(ms: number) {
      system?.sleep?.({ mode: 'hibernate', ms })
      throw new EndSignal('reset')
    },
  }
}
