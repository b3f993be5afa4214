import { type Firmware, run } from '../../src/run/index.ts'
import { createTestBoard, type TestBoard } from '../board.ts'
import { compileFixture } from '../fixtures.ts'

export interface Started {
  readonly firmware: Firmware
  readonly test: TestBoard
  /** Lets the firmware obey a command of test/fixtures/behaviour in the loop() of this turn. */
  order(command: string): Promise<void>
  /** One turn, and the value the variable had in its background work. */
  read(name: string): Promise<unknown>
}

/** Runs test/fixtures/behaviour up to and including setup(). */
export async function start(test: TestBoard = createTestBoard(), ...flags: string[]): Promise<Started> {
  const firmware = await run(await compileFixture('behaviour', ...flags), test.board)
  await firmware.turn()
  return {
    firmware,
    test,
    async order(command) {
      const taken = firmware.callFunction('run', command)
      const turn = firmware.turn()
      await taken
      await turn
    },
    async read(name) {
      const value = firmware.readVariable(name)
      await firmware.process()
      return value
    },
  }
}
