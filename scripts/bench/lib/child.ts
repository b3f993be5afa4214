import { type ChildProcess, fork, type Serializable } from 'node:child_process'
import { on, once } from 'node:events'

/** How long a process may take to end by itself. */
const END_LIMIT_MS = 10_000

/** A benchmark's other process: what runs there does not take the time of what is measured here. */
export interface Child<Told, Tells> extends AsyncDisposable {
  tell(message: Told): void
  /** Its next message. @throws ChildEndedError; an AbortError once the signal has aborted. */
  next(): Promise<Tells>
}

/** The process ended while something was expected of it; what was wrong stands above. */
export class ChildEndedError extends Error {
  readonly code = 'child-ended'
  override readonly name = 'ChildEndedError'
}

/**
 * Starts a TypeScript file of the workspace in a process of its own, which ends when it is disposed of.
 *
 * @param nodeOptions further options for Node.
 */
export function startChild<Told extends Serializable, Tells>(
  file: string,
  args: readonly string[],
  signal: AbortSignal,
  nodeOptions: readonly string[] = [],
): Child<Told, Tells> {
  const child = fork(file, args, {
    execArgv: ['--conditions=@particle-setup/source', ...nodeOptions],
    // Standard output belongs to the benchmark's result.
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  const messages = on(child, 'message', { signal, close: ['exit'] })
  return {
    tell: message => void child.send(message),
    async next() {
      const { done, value } = await messages.next()
      if (done) throw new ChildEndedError(`${file} ended with exit code ${child.exitCode}`)
      const message: Tells = value[0]
      return message
    },
    [Symbol.asyncDispose]: () => end(child),
  }
}

async function end(child: ChildProcess): Promise<void> {
  if ((child.exitCode ?? child.signalCode) !== null) return
  const limit = setTimeout(() => child.kill('SIGKILL'), END_LIMIT_MS)
  const ended = once(child, 'exit')
  if (child.connected) child.disconnect()
  await ended
  clearTimeout(limit)
}

/** The other side of {@link startChild}: runs until the benchmark lets go of the process. */
export async function untilReleased(): Promise<void> {
  // Signals reach every process of a terminal; when to end is the benchmark's to say.
  process.on('SIGINT', () => {}).on('SIGTERM', () => {})
  if (process.connected) await once(process, 'disconnect')
}

/** As {@link untilReleased}, for what is to be left as it is then, also in the middle of something. */
export function endWhenReleased(): void {
  process.on('SIGINT', () => {}).on('SIGTERM', () => {})
  process.once('disconnect', () => process.exit())
}

/** Tells the benchmark something from its other process; one that has just gone away need not know. */
export function tellParent(message: Serializable): void {
  process.send?.(message, () => {})
}
