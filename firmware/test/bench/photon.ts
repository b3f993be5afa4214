import { loadFirmware } from '@particle-setup/device-os-wasm/compile'
import { type Firmware, run, type VariableValue } from '@particle-setup/device-os-wasm/run'
import { inject } from 'vitest'
import { BenchBoard } from './board.ts'

const program = await loadFirmware(inject('firmwareFile'))

/** The payload of a `sensor` event. */
export interface SensorData {
  readonly seq: number
  readonly ms: number
  readonly interval: number
  readonly values: readonly (number | null)[]
}

/** The compiled firmware on a bench board. */
export class BenchPhoton implements AsyncDisposable {
  readonly board: BenchBoard
  readonly #firmware: Firmware

  private constructor(board: BenchBoard, firmware: Firmware) {
    this.board = board
    this.#firmware = firmware
  }

  /** Powers on: `setup()` has run, `loop()` not yet. */
  static async powerOn(board = new BenchBoard()): Promise<BenchPhoton> {
    const photon = new BenchPhoton(board, await run(program, board))
    await photon.turn()
    return photon
  }

  get firmware(): Firmware {
    return this.#firmware
  }

  /** One turn of the main loop. */
  turn(): Promise<void> {
    return this.#firmware.turn()
  }

  /** Lets time pass, with a turn of the main loop every `turnMs`. */
  async pass(ms: number, turnMs = 10): Promise<void> {
    const end = this.board.nowMs + ms
    while (this.board.nowMs < end) {
      this.board.nowMs = Math.min(this.board.nowMs + turnMs, end)
      await this.turn()
    }
  }

  async call(name: 'toggleStream' | 'setInterval', argument: string): Promise<number> {
    const result = this.#firmware.callFunction(name, argument)
    await this.#firmware.process()
    return result
  }

  async read(name: 'streaming' | 'intervalMs' | 'published' | 'dropped'): Promise<VariableValue | undefined> {
    const value = this.#firmware.readVariable(name)
    await this.#firmware.process()
    return value
  }

  /** The events the device accepted, with the uptime at which they left. */
  sent(): { readonly atMs: number; readonly data: SensorData }[] {
    return this.board.published
      .filter(({ accepted }) => accepted)
      .map(({ atMs, event }) => ({ atMs, data: JSON.parse(event.data ?? '') }))
  }

  /** Forgets the events so far. */
  forget(): void {
    this.board.published.length = 0
  }

  /** The same board, after a reset: its memory is new, its EEPROM is not. */
  async reset(): Promise<BenchPhoton> {
    await this.#firmware.stop()
    return BenchPhoton.powerOn(new BenchBoard(this.board.eeprom))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#firmware.stop()
  }
}
