import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { FirmwareTrapError, PANIC } from '../../src/run/index.ts'
import { createTestBoard } from '../board.ts'
import { compileFixture, fixtureDir } from '../fixtures.ts'
import { start } from './behaviour.ts'

const BAD_CALL = 'it called a bad function pointer, or a virtual function that only a derived class has'

/** What stands in the line of test/fixtures/behaviour where each crash happens. */
const CULPRITS = {
  pointer: '*pointer = 1;',
  memory: 'new char[4096]',
  divide: '4200 / zero',
  assertion: 'assert(quotient < 0);',
  virtual: 'Finished();',
  abort: 'abort();',
}

beforeAll(() => compileFixture('behaviour'), 180_000)

describe('a crash', () => {
  test.each([
    ['pointer', 'it used memory outside its own (a bad pointer or index)', PANIC.hardFault],
    ['recurse', 'stack overflow', PANIC.stackOverflow],
    ['memory', 'out of memory (operator new)', PANIC.outOfHeap],
    ['divide', 'division by zero', PANIC.usageFault],
    ['assertion', 'assertion failed: quotient < 0 (src/behaviour.cpp)', PANIC.assertionFailure],
    ['virtual', BAD_CALL, PANIC.hardFault],
    ['abort', 'abort()', PANIC.exit],
  ])('by %s says: %s, and flashes %i times', async (how, reason, panicCode) => {
    const { firmware, order } = await start()
    await expect(order(`crash ${how}`)).rejects.toMatchObject({ code: 'firmware-trap', reason, panicCode })
    expect(firmware.state).toBe('trapped')
    expect(firmware.failure).toBeInstanceOf(FirmwareTrapError)
  })

  test.each(Object.entries(CULPRITS))(
    'by %s tells the lines that led there, as their author wrote them',
    async (how, culprit) => {
      const { order } = await start()
      const error: unknown = await order(`crash ${how}`).catch(reason => reason)
      expect(error).toBeInstanceOf(FirmwareTrapError)
      const { frames, message } = error as FirmwareTrapError
      const lines = (await readFile(`${fixtureDir('behaviour')}/src/behaviour.cpp`, 'utf8')).split('\n')
      const told = frames.map(frame => [frame.function, frame.file, lines[frame.line - 1]?.trim()])
      const innermost = told.find(([name]) => name === 'crash') ?? []
      expect(innermost[2]).toContain(culprit)
      expect(told.slice(-2)).toEqual([
        ['obey', 'src/behaviour.cpp', 'crash(wanted.substring(6));'],
        ['loop', 'src/behaviour.cpp', 'obey(wanted);'],
      ])
      expect(message).toContain(`${frames[0]?.function} (src/behaviour.cpp:${frames[0]?.line})`)
    },
  )

  test('by a recursion without end tells each of its lines once', async () => {
    const { order } = await start()
    await expect(order('crash recurse')).rejects.toMatchObject({
      frames: [{ function: 'recurse' }, { function: 'recurse' }],
    })
  })

  test('of a function that was never set is one too', async () => {
    const { firmware, order } = await start()
    await expect(order('crash function')).rejects.toThrow(FirmwareTrapError)
    expect(firmware.state).toBe('trapped')
  })

  test('rejects every call after it with the same error, and harms no other firmware', async () => {
    const { firmware, order } = await start()
    const other = await start()
    await expect(order('crash abort')).rejects.toThrow()
    await expect(firmware.turn()).rejects.toBe(firmware.failure)
    await expect(firmware.callFunction('run', '')).rejects.toBe(firmware.failure)
    firmware.deliverEvent('alarm', null)
    await firmware.stop()
    expect(firmware.state).toBe('trapped')
    await other.order('publish 1')
    expect(other.test.published).toHaveLength(1)
  })

  test('of the board ends the firmware with its cause', async () => {
    const test = createTestBoard()
    const { order } = await start(test)
    const cause = new Error('no such cloud')
    test.acknowledge = () => {
      throw cause
    }
    await expect(order('publish 1')).rejects.toMatchObject({
      reason: 'its board failed: no such cloud',
      cause,
    })
  })
})
