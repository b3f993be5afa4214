import type { Host, ImportTable } from '../host.ts'
import { PANIC } from '../panic-codes.ts'
import { PanicSignal } from '../signals.ts'

const SUCCESS = 0
const ENOSYS = 52
const ESPIPE = 70

/**
 * The WASI functions that the C library calls. A Photon has no files and no standard output; what is not here
 * answers "not supported".
 */
export function wasiImports({ board, memory }: Host, names: readonly string[]): ImportTable {
  const known: Record<string, unknown> = {
    fd_write(_fd: number, vectors: number, count: number, written: number) {
      const bytes = memory.bytes()
      const view = new DataView(bytes.buffer)
      let size = 0
      for (let i = 0; i < count; i++) size += view.getUint32(vectors + 8 * i + 4, true)
      view.setUint32(written, size, true)
      return SUCCESS
    },
    fd_close: () => SUCCESS,
    fd_seek: () => ESPIPE,
    clock_time_get(_clock: number, _precision: bigint, result: number) {
      const ms = board.time.unixMs() ?? board.time.uptimeMs()
      const nanoseconds = BigInt(Math.trunc(ms * 1000)) * 1000n
      new DataView(memory.bytes().buffer).setBigUint64(result, nanoseconds, true)
      return SUCCESS
    },
    proc_exit(code: number) {
      throw new PanicSignal(`exit(${code})`, PANIC.exit)
    },
  }
  return Object.fromEntries(names.map(name => [name, known[name] ?? (() => ENOSYS)]))
}
