import type { PinEdge } from './board.ts'

export interface ResetRequest {
  readonly mode: 'reset' | 'dfu' | 'safe-mode' | 'factory'
  /** `System.reset(data)` */
  readonly data: number
}

export interface SleepRequest {
  /** After hibernation the firmware does not go on: `System.sleep(SLEEP_MODE_DEEP)` and its newer form. */
  readonly mode: 'stop' | 'ultra-low-power' | 'hibernate'
  /** After so many milliseconds at the latest it wakes; may be infinite. */
  readonly ms: number
}

export interface BoardSystem {
  /**
   * `System.sleep()`: the device switches off what it can. From `hibernate` on, the instance runs no further; whoever
   * runs the board starts it again, with reset reason 30, after that time or at a rising edge of WKP.
   */
  sleep?(request: SleepRequest): void
  /** The end of a sleep that was no hibernation. */
  wake?(): void
  /** Called once; the instance runs no further. */
  reset?(request: ResetRequest): void
  /** What the program and the system tell each other by. Default: the instance's own, from {@link SYSTEM_FLAGS}. */
  readonly flags?: BoardFlags
  /** Default "2.3.1". */
  readonly version?: string
  /** `System.resetReason()`; 40 is power down. Default 40. */
  readonly resetReason?: number
  readonly resetReasonData?: number
}

/** By `system_flag_t`, as they are when a device starts. Source: Device OS v2.3.1 system/src/system_update.cpp. */
export const SYSTEM_FLAGS = {
  'updates-pending': false,
  'updates-enabled': true,
  'reset-pending': false,
  'reset-enabled': true,
  'startup-listen-mode': false,
  'wifi-tester-over-serial1': false,
  'publish-reset-info': true,
  'reset-network-on-cloud-errors': true,
  'pm-detection': false,
  'updates-forced': false,
} as const satisfies Record<string, boolean>

export type SystemFlag = keyof typeof SYSTEM_FLAGS

/** `System.enabled()`; `System.enable()` and `disable()`, and all that rests on them. */
export interface BoardFlags {
  get(flag: SystemFlag): boolean
  set(flag: SystemFlag, on: boolean): void
}

export interface BoardButton {
  /** `System.buttonPushed()`: for how long it has been held, 0 when it is not. */
  pushedMs(): number
  /** `System.buttonMirror()`: the pin stands for the button too, pressed by that edge; `undefined`: none does. */
  mirror?(pin: number | undefined, pressedBy: PinEdge): void
}
