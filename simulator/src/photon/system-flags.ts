import { type BoardFlags, SYSTEM_FLAGS, type SystemFlag } from '@particle-setup/device-os-wasm/run'

/** What the program and the system tell each other by, from a start of the Photon to the next. */
export class SystemFlags implements BoardFlags {
  private readonly values: Record<SystemFlag, boolean> = { ...SYSTEM_FLAGS }
  private readonly changed: (flag: SystemFlag, on: boolean) => void

  /** @param changed told of every flag that is not as it was before, whoever has set it */
  constructor(changed: (flag: SystemFlag, on: boolean) => void) {
    this.changed = changed
  }

  get(flag: SystemFlag): boolean {
    return this.values[flag]
  }

  set(flag: SystemFlag, on: boolean): void {
    if (this.values[flag] === on) return
    this.values[flag] = on
    this.changed(flag, on)
  }
}
