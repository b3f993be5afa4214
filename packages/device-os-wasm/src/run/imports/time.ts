import type { Host, ImportTable } from '../host.ts'

export function timeImports({ board, suspension }: Host): ImportTable {
  return {
    uptime_ms: () => board.time.uptimeMs(),
    unix_ms: () => board.time.unixMs() ?? Number.NaN,
    sleep: (ms: number) => suspension.sleep(ms),
    wait: (ms: number) => suspension.wait(ms),
  }
}
