import type { LedSignal } from './led.ts'

const COLORS: Readonly<Record<Exclude<LedSignal['color'], `#${string}` | 'rainbow'>, number>> = {
  off: 0,
  blue: 0x0000ff,
  green: 0x00ff00,
  cyan: 0x00ffff,
  white: 0xffffff,
  magenta: 0xff00ff,
  yellow: 0xffff00,
  red: 0xff0000,
}

/** Source: Device OS v2.3.1 system_cloud_internal.cpp, the test signal. */
const RAINBOW = [0xee82ee, 0x4b0082, 0x0000ff, 0x00ff00, 0xffff00, 0xffa500, 0xff0000]
const RAINBOW_STEP_MS = 100

/** Source: Device OS v2.3.1 system_led_signal.cpp. */
const BREATH_MS = 4000

/**
 * What a signal shows at one moment, 0xRRGGBB.
 *
 * @param elapsedMs since it began
 * @param brightness 0 to 255
 */
export function ledColorAt(signal: LedSignal, elapsedMs: number, brightness: number): number {
  const level = (levelAt(signal, elapsedMs) * brightness) / 255
  const color = fullColor(signal.color, elapsedMs)
  const channel = (shift: number): number => Math.floor(((color >> shift) & 0xff) * level) << shift
  return channel(16) | channel(8) | channel(0)
}

function fullColor(color: LedSignal['color'], elapsedMs: number): number {
  if (color === 'rainbow') return RAINBOW[Math.floor(elapsedMs / RAINBOW_STEP_MS) % RAINBOW.length] ?? 0
  if (isNamed(color)) return COLORS[color]
  return Number.parseInt(color.slice(1), 16)
}

function isNamed(color: string): color is keyof typeof COLORS {
  return Object.hasOwn(COLORS, color)
}

/** 0 to 1. A blink begins lit, and so does a breath. */
function levelAt({ pattern, periodMs }: LedSignal, elapsedMs: number): number {
  if (pattern === 'off') return 0
  if (pattern === 'breathing') {
    const half = (periodMs ?? BREATH_MS) / 2
    return half === 0 ? 1 : Math.abs(half - (elapsedMs % (2 * half))) / half
  }
  if (pattern === 'blink' && periodMs) return elapsedMs % periodMs < periodMs / 2 ? 1 : 0
  return 1
}
