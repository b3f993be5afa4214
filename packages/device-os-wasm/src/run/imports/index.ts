import { type WasmModule, WebAssembly } from '../../webassembly.ts'
import type { Host, ImportTable } from '../host.ts'
import { cloudImports } from './cloud.ts'
import { pinImports, serialImports, storageImports } from './hardware.ts'
import { lifeImports } from './life.ts'
import { lightImports } from './lights.ts'
import { pageImports } from './pages.ts'
import { peripheralImports } from './peripherals.ts'
import { requestImports } from './requests.ts'
import { sleepImports } from './sleep.ts'
import { socketImports } from './sockets.ts'
import { systemImports } from './system.ts'
import { taskImports } from './tasks.ts'
import { timeImports } from './time.ts'
import { wasiImports } from './wasi.ts'
import { wifiImports } from './wifi.ts'

const WASI = 'wasi_snapshot_preview1'

/** Everything a firmware imports, bound to one board. */
export function importsFor(host: Host, module: WasmModule): Record<string, ImportTable> {
  return {
    board: {
      ...lifeImports(host),
      ...timeImports(host),
      ...taskImports(host),
      ...sleepImports(host),
      ...requestImports(host),
      ...pageImports(host),
      ...cloudImports(host),
      ...pinImports(host),
      ...storageImports(host),
      ...peripheralImports(host),
      ...lightImports(host),
      ...serialImports(host),
      ...systemImports(host),
      ...wifiImports(host),
      ...socketImports(host),
    },
    [WASI]: wasiImports(host, wasiNames(module)),
  }
}

const names = new WeakMap<WasmModule, readonly string[]>()

function wasiNames(module: WasmModule): readonly string[] {
  const known = names.get(module)
  if (known) return known
  const found = WebAssembly.Module.imports(module)
    .filter(one => one.module === WASI)
    .map(one => one.name)
  names.set(module, found)
  return found
}
