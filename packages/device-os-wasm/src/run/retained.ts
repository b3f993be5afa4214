import type { FirmwareMemory } from './memory.ts'

/**
 * Backup memory of a Photon: what follows a program's variables, in the last four bytes, says that they are valid.
 * Source: Device OS v2.3.1 linker_backup_ram_memory_stm32f2xx.ld, documentation of retained memory (3,068 bytes).
 */
export const RETAINED_BYTES = 3072
/** Most that the `retained` variables of a program may take. */
export const RETAINED_VARIABLES_BYTES = RETAINED_BYTES - 4

const VALID = [0x52, 0x45, 0x54, 0x31]

/** The `retained` variables of one firmware, and the backup memory that they are read from and kept in. */
export class RetainedVariables {
  readonly #memory: FirmwareMemory
  readonly #backup: Uint8Array | undefined
  #start = 0
  #size = 0

  constructor(memory: FirmwareMemory, backup: Uint8Array | undefined) {
    this.#memory = memory
    this.#backup = backup
  }

  /** Without valid bytes the variables start with what the program says, as after a loss of power. */
  restore(start: number, size: number): void {
    this.#start = start
    this.#size = Math.min(size, RETAINED_VARIABLES_BYTES)
    const kept = this.#backup?.subarray(RETAINED_VARIABLES_BYTES)
    if (this.#backup && kept && VALID.every((byte, index) => kept[index] === byte)) {
      this.#memory.put(start, this.#backup.subarray(0, this.#size))
    }
  }

  /** The firmware has some that were not kept. */
  get used(): boolean {
    return this.#backup !== undefined && this.#size > 0
  }

  /** The firmware ends: from here on the bytes are the next one's. */
  keep(): void {
    if (this.#backup === undefined || this.#size === 0) return
    this.#backup.set(this.#memory.copy(this.#start, this.#size))
    this.#backup.set(VALID, RETAINED_VARIABLES_BYTES)
  }
}
