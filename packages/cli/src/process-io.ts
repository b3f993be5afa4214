import type { Io } from './io.ts'

/** Thrown into whatever waits when the person presses Ctrl-C or the process is asked to end. */
export class InterruptedError extends Error {
  override name = 'InterruptedError'
  readonly code = 'interrupted'
  readonly signalName: 'SIGINT' | 'SIGTERM'

  constructor(signalName: 'SIGINT' | 'SIGTERM') {
    super(`interrupted by ${signalName}`)
    this.signalName = signalName
  }
}

const CLEAR_LINE = '\r\u001b[2K'

/** The real process. A second signal ends it at once. */
export function processIo(): Io & Disposable {
  const controller = new AbortController()
  const interrupt = (signalName: 'SIGINT' | 'SIGTERM'): void => {
    if (controller.signal.aborted) process.exit(signalName === 'SIGINT' ? 130 : 143)
    controller.abort(new InterruptedError(signalName))
  }
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt)

  const isTerminal = process.stderr.isTTY === true
  const out = process.stdout
  let statusShown = false
  const clearStatus = (): void => {
    if (statusShown) process.stderr.write(CLEAR_LINE)
    statusShown = false
  }
  return {
    out(line) {
      clearStatus()
      out.write(`${line}\n`)
    },
    err(line) {
      clearStatus()
      process.stderr.write(`${line}\n`)
    },
    status(text) {
      if (!isTerminal) return
      clearStatus()
      process.stderr.write(text)
      statusShown = text !== ''
    },
    isTerminal,
    hasColor: out.isTTY === true && out.hasColors() && !process.env['NO_COLOR'],
    env: process.env,
    signal: controller.signal,
    [Symbol.dispose]() {
      clearStatus()
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
    },
  }
}
