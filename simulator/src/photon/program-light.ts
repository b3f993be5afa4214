import type { BoardRgb, RgbLook, RgbStatus, RgbSystemSignal } from '@particle-setup/device-os-wasm/run'
import type { Status } from './status.ts'

/** What the program has made of the LED. */
export interface ProgramLight {
  /** The colour that it has set while it controls the LED. */
  readonly controlled: { red: number; green: number; blue: number } | undefined
  /** 0 to 255, of all that is shown. */
  readonly brightness: number
  /** The first of its `LEDStatus`. */
  readonly status: RgbStatus | undefined
  readonly theme: Partial<Record<RgbSystemSignal, RgbLook>>
}

/** Source of the brightness: Device OS v2.3.1, DEFAULT_LED_RGB_BRIGHTNESS. */
export const NO_PROGRAM_LIGHT: ProgramLight = {
  controlled: undefined,
  brightness: 96,
  status: undefined,
  theme: {},
}

/** The LED as a program has it. */
export function createBoardRgb(status: Status): Required<BoardRgb> {
  let light = NO_PROGRAM_LIGHT
  const change = (to: Partial<ProgramLight>): void => {
    light = { ...light, ...to }
    status.show({ program: light })
  }
  return {
    set: ({ controlled, red, green, blue, brightness }) =>
      change({ controlled: controlled ? { red, green, blue } : undefined, brightness }),
    status: first => change({ status: first }),
    theme: (signal, look) => change({ theme: { ...light.theme, [signal]: look } }),
    restoreTheme: () => change({ theme: {} }),
    color: () => status.color(),
  }
}
