import { type BoardRgb, RGB_SYSTEM_SIGNALS, type RgbPattern } from '../board-rgb.ts'
import type { Host, ImportTable } from '../host.ts'

/** `LEDPattern` of wiring/inc/system_led_signal.h; a custom one is told as the colours that it is made of. */
const PATTERNS: readonly (RgbPattern | undefined)[] = [undefined, 'solid', 'blink', 'breathing']

export function lightImports({ board }: Host): ImportTable {
  const rgb = (): BoardRgb | undefined => board.rgb
  return {
    rgb_set(controlled: number, red: number, green: number, blue: number, brightness: number) {
      rgb()?.set({ controlled: controlled !== 0, red, green, blue, brightness })
    },
    rgb_status(priority: number, color: number, pattern: number, periodMs: number) {
      const named = PATTERNS[pattern]
      rgb()?.status?.(named && { priority, color, pattern: named, periodMs })
    },
    rgb_theme(signal: number, color: number, pattern: number, periodMs: number) {
      const name = RGB_SYSTEM_SIGNALS[signal]
      if (name) rgb()?.theme?.(name, { color, pattern: PATTERNS[pattern] ?? 'solid', periodMs })
    },
    rgb_theme_restore: () => rgb()?.restoreTheme?.(),
    rgb_color: () => rgb()?.color?.() ?? -1,
  }
}
