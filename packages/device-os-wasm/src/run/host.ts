import type { Board } from './board.ts'
import type { FirmwareMode } from './firmware.ts'
import type { Jobs } from './jobs.ts'
import type { FirmwareMemory } from './memory.ts'
import type { Pages } from './pages.ts'
import type { Requests } from './requests.ts'
import type { RetainedVariables } from './retained.ts'
import type { Suspension } from './suspension.ts'
import type { Tasks } from './tasks.ts'
import type { VariableType } from './values.ts'

/** What the imports of one firmware share. */
export interface Host {
  readonly board: Board
  readonly memory: FirmwareMemory
  readonly requests: Requests
  readonly pages: Pages
  readonly suspension: Suspension
  readonly retained: RetainedVariables
  readonly jobs: Jobs
  readonly tasks: Tasks
  readonly functions: string[]
  readonly variables: Record<string, VariableType>
  mode: FirmwareMode
  ready: boolean
}

/** Functions for the module's imports, by name. */
export type ImportTable = Readonly<Record<string, unknown>>
