import { on } from 'node:events'
import { watch } from 'node:fs'
import { sep } from 'node:path'
import { type CompiledFirmware, compile, keepCompilerReady } from '@particle-setup/device-os-wasm/compile'
import type { Simulator } from './simulator.ts'

export interface WatchFirmwareOptions {
  /** Ends the watch. */
  readonly signal: AbortSignal
  /** From now on, what is saved is noticed. */
  onReady?(): void
  /** A file of the project was saved. */
  onChange?(file: string): void
  /** The Photons run the new program; it took that long since the file was saved. */
  onLoaded?(program: CompiledFirmware, elapsedMs: number): void
  /** It does not compile or start. Where it does not compile, the Photons go on with the program before. */
  onFailed?(error: unknown): void
}

/** What no compiler reads, though it may lie in a project. */
const UNREAD = /^(?:target|node_modules|\.git)(?:\/|$)|(?:^|\/)\.[^/]*$|~$|\.(?:sw[a-p]|tmp|bin|wasm|md)$/

/**
 * Compiles a project each time one of its files is saved, and has the Photons run it. Settles when the signal aborts.
 *
 * A file that is saved while the compiler runs has it start again, so that what editors write in several steps is
 * compiled once it is whole.
 *
 * @throws the error of a folder that cannot be watched.
 */
export async function watchFirmware(
  simulator: Pick<Simulator, 'load'>,
  folder: string,
  { signal, onReady, onChange, onLoaded, onFailed }: WatchFirmwareOptions,
): Promise<void> {
  await using _ready = keepCompilerReady()
  const watcher = watch(folder, { recursive: true, signal })
  const saved = on(watcher, 'change', { signal })
  let running = await sha256Of(folder, signal)
  let round = new AbortController()
  let work: Promise<void> = Promise.resolve()

  const compileAndLoad = async (superseded: AbortSignal): Promise<void> => {
    const started = performance.now()
    try {
      const program = await compile(folder, { signal: AbortSignal.any([signal, superseded]) })
      // Saved as it was, or only something that no compiler reads.
      if (program.sha256 === running) return
      await simulator.load(program)
      running = program.sha256
      onLoaded?.(program, performance.now() - started)
    } catch (error) {
      if (!superseded.aborted && !signal.aborted) onFailed?.(error)
    }
  }

  try {
    onReady?.()
    for await (const [, filename] of saved) {
      const file = String(filename ?? '').replaceAll(sep, '/')
      if (UNREAD.test(file)) continue
      onChange?.(file)
      round.abort()
      round = new AbortController()
      const superseded = round.signal
      work = work.then(() => compileAndLoad(superseded))
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    await work
  }
}

/** What the Photons run already, where that compiles. */
async function sha256Of(folder: string, signal: AbortSignal): Promise<string | undefined> {
  const program = await compile(folder, { signal }).catch(() => undefined)
  return program?.sha256
}
