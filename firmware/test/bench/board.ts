import { type Board, EEPROM_BYTES, type PublishRequest } from '@particle-setup/device-os-wasm/run'

/** A board on the bench: its clock, its connection and its input stand as the test sets them. */
export class BenchBoard implements Board {
  readonly deviceId = '0123456789abcdef01234567'
  nowMs = 0
  connected = true
  /** What the device answers to a publish. */
  accepts = true
  /** What A0 reads. */
  level = 2047
  /** Milliseconds the firmware asked to wait. */
  readonly sleeps: number[] = []
  readonly published: {
    readonly atMs: number
    readonly accepted: boolean
    readonly event: PublishRequest
  }[] = []

  readonly time = {
    uptimeMs: () => this.nowMs,
    unixMs: () => undefined,
    sleep: async (ms: number) => void this.sleeps.push(ms),
  }

  readonly cloud = {
    connected: () => this.connected,
    publish: (event: PublishRequest) => {
      this.published.push({ atMs: this.nowMs, accepted: this.accepts, event })
      return this.accepts
    },
  }

  readonly pins = { analogRead: () => this.level }

  readonly eeprom: Uint8Array

  /** @param eeprom outlives a reset when handed to the next board; default erased. */
  constructor(eeprom: Uint8Array = new Uint8Array(EEPROM_BYTES).fill(0xff)) {
    this.eeprom = eeprom
  }
}
