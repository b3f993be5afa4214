import { join } from 'node:path'
import { type CompiledFirmware, compile } from '@particle-setup/device-os-wasm/compile'

/** The real firmware of this repository. Compiled once; later calls read the compiler's cache. */
export function realFirmware(): Promise<CompiledFirmware> {
  return compile(join(import.meta.dirname, '..', '..', 'firmware'))
}
