import type { WasmModule } from '../webassembly.ts'
import type { Board } from './board.ts'
import { FirmwareTrapError } from './errors.ts'
import type { Firmware } from './firmware.ts'
import { FirmwareInstance } from './instance.ts'
import { PANIC } from './panic-codes.ts'

export interface RunOptions {
  /** Gives up while the global constructors run; later, use `stop()`. */
  readonly signal?: AbortSignal
  /** How long the global constructors (and `STARTUP`) may take, in real milliseconds. Default: 10,000. */
  readonly startTimeoutMs?: number
}

export const DEFAULT_START_TIMEOUT_MS = 10_000

/**
 * Puts a firmware on a board, up to and including its global constructors. `setup()` and `loop()` run in
 * {@link Firmware.turn}.
 *
 * @throws FirmwareTrapError when a constructor crashes or does not return; FirmwareLimitError when the process
 *   can hold no more; the signal's reason.
 */
export async function run(
  firmware: { readonly module: WasmModule } | WasmModule,
  board: Board,
  options: RunOptions = {},
): Promise<Firmware> {
  const { signal, startTimeoutMs = DEFAULT_START_TIMEOUT_MS } = options
  signal?.throwIfAborted()
  const instance = new FirmwareInstance('module' in firmware ? firmware.module : firmware, board)

  let late = false
  const timer = setTimeout(() => {
    late = true
    void instance.stop()
  }, startTimeoutMs)
  const abort = () => void instance.stop()
  signal?.addEventListener('abort', abort, { once: true })
  try {
    await instance.initialize()
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
  signal?.throwIfAborted()
  if (late) {
    throw new FirmwareTrapError(
      `its global constructors did not return within ${startTimeoutMs} ms`,
      PANIC.hardFault,
      [],
    )
  }
  return instance
}
