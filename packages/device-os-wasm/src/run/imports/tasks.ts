import type { Host, ImportTable } from '../host.ts'
import { TaskEndSignal } from '../signals.ts'

export function taskImports({ suspension, tasks }: Host): ImportTable {
  return {
    park: (ms: number) => suspension.park(ms),
    unpark: () => suspension.unpark(),
    start_task: (task: number, stackTop: number) => tasks.start(task, stackTop),
    end_task() {
      throw new TaskEndSignal()
    },
  }
}
