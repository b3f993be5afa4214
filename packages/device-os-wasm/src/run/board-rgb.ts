export interface RgbState {
  /** The firmware has taken the LED over; else the system shows its own signal. */
  readonly controlled: boolean
  readonly red: number
  readonly green: number
  readonly blue: number
  /** 0 to 255. */
  readonly brightness: number
}

export type RgbPattern = 'solid' | 'blink' | 'breathing'

export interface RgbLook {
  /** 0xRRGGBB, not dimmed by `RGB.brightness()`. */
  readonly color: number
  readonly pattern: RgbPattern
  /** One whole on and off, in milliseconds; 0 for a solid colour. */
  readonly periodMs: number
}

/** A `LEDStatus`. */
export interface RgbStatus extends RgbLook {
  /** `LEDPriority`: 10 background, 20 normal, 30 important, 40 critical. */
  readonly priority: number
}

/** `LEDSignal`, in its order. */
export const RGB_SYSTEM_SIGNALS = [
  'network-off',
  'network-on',
  'network-connecting',
  'network-dhcp',
  'network-connected',
  'cloud-connecting',
  'cloud-handshake',
  'cloud-connected',
  'safe-mode',
  'listening-mode',
  'dfu-mode',
  'firmware-update',
  'power-off',
] as const

export type RgbSystemSignal = (typeof RGB_SYSTEM_SIGNALS)[number]

export interface BoardRgb {
  set(state: RgbState): void
  /** The `LEDStatus` that goes before the firmware's others, `undefined` once none is active. Default: ignored. */
  status?(status: RgbStatus | undefined): void
  /** `LEDSystemTheme.apply()`: how a signal of the system looks from now on. Default: ignored. */
  theme?(signal: RgbSystemSignal, look: RgbLook): void
  /** `LEDSystemTheme.restoreDefault()`. Default: ignored. */
  restoreTheme?(): void
  /**
   * What the LED shows at this moment, 0xRRGGBB and dimmed; asked every 25 ms while the firmware wants to know. Default:
   * `RGB.onChange()` never calls, `RGB.mirrorTo()` shows nothing.
   */
  color?(): number
}
