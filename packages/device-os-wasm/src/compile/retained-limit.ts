import { RETAINED_VARIABLES_BYTES } from '../run/retained.ts'
import type { Diagnostic } from './diagnostics.ts'
import { readModuleLayout } from './module-layout.ts'

/** What the device's linker would say of more `retained` variables than fit; wasm-ld knows no regions. */
export function retainedOverflow(wasm: Uint8Array): Diagnostic | undefined {
  const { globals } = readModuleLayout(wasm)
  const size = (globals.get('__stop_retained') ?? 0) - (globals.get('__start_retained') ?? 0)
  if (size <= RETAINED_VARIABLES_BYTES) return undefined
  return {
    file: '',
    line: 0,
    column: 0,
    severity: 'error',
    message: `retained variables take ${size} bytes; a Photon keeps ${RETAINED_VARIABLES_BYTES}`,
  }
}
