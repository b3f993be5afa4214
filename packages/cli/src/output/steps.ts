import type { Io } from '../io.ts'
import { paint } from './paint.ts'

/** One step of a longer flow, as it begins and as it ends. */
export interface StepEvent {
  readonly step: string
  readonly status: 'started' | 'done' | 'skipped' | 'failed'
  /** Absent while the step has only started. */
  readonly ms?: number
  /** What a person may want to know of the outcome, such as the device's id. */
  readonly detail?: string
}

/** Shows a flow step by step. */
export interface StepPrinter {
  step(event: StepEvent): void
  /** A line between steps, for people only. */
  say(line: string): void
  /** Any other fact, for programs; people see `line`. */
  fact(record: Readonly<Record<string, unknown>>, line?: string): void
}

const NAME_WIDTH = 26

/**
 * For a person: each step ticks off with its time. For a program (`json`): one JSON object a step that
 * ended, on standard output, and nothing else there.
 */
export function createStepPrinter(io: Io, json: boolean): StepPrinter {
  return json ? jsonPrinter(io) : peoplePrinter(io)
}

function jsonPrinter(io: Io): StepPrinter {
  return {
    step(event) {
      if (event.status !== 'started') io.out(JSON.stringify(event))
    },
    say() {},
    fact: record => io.out(JSON.stringify(record)),
  }
}

function peoplePrinter(io: Io): StepPrinter {
  return {
    step(event) {
      if (event.status === 'started') {
        io.status(`${paint(io, 'cyan', '…')} ${event.step}`)
        return
      }
      const mark = { done: '✓', skipped: '–', failed: '✗' }[event.status]
      const style = { done: 'green', skipped: 'dim', failed: 'red' } as const
      const detail = event.detail ? `  ${paint(io, 'dim', event.detail)}` : ''
      const took = event.status === 'skipped' ? 'nothing to do' : formatMs(event.ms ?? 0)
      io.out(
        `${paint(io, style[event.status], mark)} ${event.step.padEnd(NAME_WIDTH)} ${took.padStart(13)}${detail}`.trimEnd(),
      )
    },
    say: line => io.out(line),
    fact(_record, line) {
      if (line !== undefined) io.out(line)
    },
  }
}

/** `4 ms`, `950 ms`, `1.2 s`. */
export function formatMs(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}
