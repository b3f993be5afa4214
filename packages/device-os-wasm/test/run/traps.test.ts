import { describe, expect, test } from 'vitest'
import { FirmwareTrapError } from '../../src/run/index.ts'
import { createTestBoard } from '../board.ts'
import { start } from './behaviour.ts'

describe('a crash', () => {
  test.each([
    ['null', 'it used memory outside its own (a bad pointer or index)'],
    ['recurse', 'stack overflow'],
    ['memory', 'out of memory (operator new)'],
    ['divide', 'division by zero'],
    ['abort', 'abort()'],
  ])('by %s says: %s', async (how, reason) => {
    const { firmware, order } = await start()
    await expect(order(`crash ${how}`)).rejects.toMatchObject({ code: 'firmware-trap', reason })
    expect(firmware.state).toBe('trapped')
    expect(firmware.failure).toBeInstanceOf(FirmwareTrapError)
  })

  test('names the functions of the firmware it happened in', async () => {
    const { order } = await start()
    await expect(order('crash null')).rejects.toThrow(/crashed in .*loop/)
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
