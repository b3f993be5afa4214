import type { Clock } from '../world/index.ts'

/** Held this long, the button starts or ends listening mode. Source: Device OS v2.3.1 system/src/main.cpp. */
const LISTEN_AFTER_MS = 3_000
/** Let go after this long, it no longer ends listening mode. */
const LEAVE_BEFORE_MS = 8_000
/** Held this long, all stored networks are cleared. */
const CLEAR_AFTER_MS = 10_000

export interface ButtonEffects {
  isListening(): boolean
  enterListening(): void
  leaveListening(): void
  clearNetworks(): void
}

/** Holds the SETUP button; settles when it is let go. */
export async function holdSetupButton(
  clock: Clock,
  ms: number,
  effects: ButtonEffects,
  signal: AbortSignal,
): Promise<void> {
  const wasListening = effects.isListening()
  await clock.sleep(Math.min(ms, LISTEN_AFTER_MS), signal)
  if (ms < LISTEN_AFTER_MS) return
  if (!wasListening) effects.enterListening()
  await clock.sleep(Math.min(ms, CLEAR_AFTER_MS) - LISTEN_AFTER_MS, signal)
  if (ms >= CLEAR_AFTER_MS) {
    effects.clearNetworks()
    await clock.sleep(ms - CLEAR_AFTER_MS, signal)
  } else if (wasListening && ms < LEAVE_BEFORE_MS) {
    effects.leaveListening()
  }
}
