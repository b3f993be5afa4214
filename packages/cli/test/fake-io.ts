import type { Io } from '../src/io.ts'
import { InterruptedError } from '../src/process-io.ts'

/** A process that a test looks into and interrupts. */
export interface FakeIo extends Io {
  readonly stdout: string[]
  readonly stderr: string[]
  /** Ctrl-C. */
  interrupt(): void
  /** Settles when a line of standard output passes. */
  line(test: (line: string) => boolean): Promise<string>
}

export function fakeIo(env: Io['env'] = {}): FakeIo {
  const controller = new AbortController()
  const stdout: string[] = []
  const stderr: string[] = []
  let waiting: { test: (line: string) => boolean; resolve: (line: string) => void }[] = []
  return {
    stdout,
    stderr,
    out(text) {
      for (const line of text.split('\n')) {
        stdout.push(line)
        for (const waiter of waiting.filter(({ test }) => test(line))) waiter.resolve(line)
        waiting = waiting.filter(({ test }) => !test(line))
      }
    },
    err: line => stderr.push(line),
    status() {},
    isTerminal: false,
    hasColor: false,
    env,
    signal: controller.signal,
    interrupt: () => controller.abort(new InterruptedError('SIGINT')),
    line(test) {
      const found = stdout.find(test)
      if (found !== undefined) return Promise.resolve(found)
      return new Promise(resolve => waiting.push({ test, resolve }))
    },
  }
}
