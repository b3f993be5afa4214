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

/** One function that a module asks for. */
export interface ModuleImport {
  readonly module: string
  readonly name: string
}

/** How a module calls it: numbers, but for `clock_time_get`. */
export type ImportCall = (...args: number[]) => unknown

/** What suspends the task of the firmware that calls it; see wiring/src/board.h. */
export const SUSPENDING: ReadonlySet<string> = new Set(['sleep', 'wait', 'park'])

export function importsOf(module: WasmModule): readonly ModuleImport[] {
  return WebAssembly.Module.imports(module).map(({ module, name }) => ({ module, name }))
}

/**
 * What a firmware imports, bound to its board, in the order in which it was asked for.
 *
 * @throws TypeError for a module that asks for something else than firmware does.
 */
export function importCalls(host: Host, imports: readonly ModuleImport[]): readonly ImportCall[] {
  const wasi = imports.filter(({ module }) => module === WASI).map(({ name }) => name)
  const tables: Record<string, ImportTable> = { board: boardImports(host), [WASI]: wasiImports(host, wasi) }
  return imports.map(({ module, name }) => {
    const call = tables[module]?.[name]
    if (typeof call !== 'function') {
      throw new TypeError(
        `it imports "${name}" of "${module}", which firmware compiled by this version does not`,
      )
    }
    return call as ImportCall
  })
}

function boardImports(host: Host): ImportTable {
  return {
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
  }
}
