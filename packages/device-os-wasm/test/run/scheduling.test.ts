import { describe, expect, test } from 'vitest'
import { FirmwareStoppedError, run } from '../../src/run/index.ts'
import { createTestBoard, settle } from '../board.ts'
import { compileFixture } from '../fixtures.ts'
import { start } from './behaviour.ts'

describe('automatic mode', () => {
  test('runs setup() and loop() only while the cloud is connected', async () => {
    const board = createTestBoard()
    board.connected = false
    const { firmware, read } = await start(board)
    expect(firmware.ready).toBe(false)
    board.connected = true
    await firmware.turn()
    expect(firmware.ready).toBe(true)
    await firmware.turn()
    board.connected = false
    await firmware.turn()
    expect(await read('turns')).toBe(1)
  })

  test('waits while the device listens', async () => {
    const board = createTestBoard()
    board.listening = true
    const { firmware } = await start(board)
    expect(firmware.ready).toBe(false)
  })

  test('with a system thread runs at once', async () => {
    const board = createTestBoard()
    board.connected = false
    const { firmware } = await start(board, '-DTHREADED')
    expect(firmware.mode).toMatchObject({ system: 'automatic', threaded: true })
    expect(firmware.ready).toBe(true)
  })
})

describe('waiting', () => {
  test('delay() puts the end of the turn off', async () => {
    const { test: board, order } = await start()
    let over = false
    const turn = order('delay 500').then(() => {
      over = true
    })
    await board.time.advance(499)
    expect(over).toBe(false)
    await board.time.advance(1)
    await turn
  })

  test('a second turn() meanwhile is the same turn', async () => {
    const { firmware, test: board, order } = await start()
    const turn = order('delay 100')
    await settle()
    const again = firmware.turn()
    await firmware.process()
    await board.time.advance(100)
    await Promise.all([turn, again])
  })

  test('waitUntil() goes on once its condition holds', async () => {
    const { test: board, order, read } = await start(createTestBoard(), '-DTHREADED')
    board.connected = false
    const turn = order('wait for cloud')
    await board.time.advance(5_000)
    board.connected = true
    await board.time.advance(100)
    await turn
    expect(await read('number')).toBe(77)
  })

  test('waitFor() gives up after its time', async () => {
    const { test: board, order, read } = await start()
    const turn = order('wait a second')
    await board.time.advance(1000)
    await turn
    expect(await read('number')).toBe(0)
  })

  test('a loop around Particle.process() answers requests and yields', async () => {
    const { firmware, test: board, order } = await start()
    const turn = order('process')
    await settle()
    const answer = firmware.callFunction('clearFlag', '')
    await board.time.advance(10)
    expect(await answer).toBe(1)
    await turn
  })

  test('many waits cost few wake-ups', async () => {
    const { test: board, order, firmware } = await start(createTestBoard(), '-DTHREADED')
    board.connected = false
    void order('wait for cloud')
    await board.time.advance(60_000)
    expect(board.time.sleeps).toBeLessThan(1000)
    await firmware.stop()
  })
})

test('millis() wraps after 49 days', async () => {
  const board = createTestBoard({ uptimeMs: 2 ** 32 - 10 })
  const { read } = await start(board)
  expect(await read('millis')).toBe(-10)
  await board.time.advance(15)
  expect(await read('millis')).toBe(5)
})

describe('an endless loop', () => {
  test('in loop() leaves the process alone and ends with stop()', async () => {
    const { firmware, test: board, order } = await start()
    const turn = order('hang')
    await board.time.advance(10_000)
    expect(firmware.state).toBe('running')
    // Once it has hung a while it is woken ever more rarely.
    expect(board.time.sleeps).toBeLessThan(300)
    await firmware.stop()
    await turn
    expect(firmware.state).toBe('stopped')
    expect(board.time.sleeping).toBe(0)
  })

  test('in setup() does too', async () => {
    const board = createTestBoard()
    const firmware = await run(await compileFixture('behaviour', '-DHANG_IN_SETUP'), board.board)
    const turn = firmware.turn()
    await board.time.advance(50)
    expect(firmware.ready).toBe(false)
    await firmware.stop()
    await turn
    expect(firmware.state).toBe('stopped')
  })

  test('in a global constructor ends with the time limit', async () => {
    const firmware = await compileFixture('behaviour', '-DHANG_IN_CONSTRUCTOR')
    await expect(run(firmware, createTestBoard().board, { startTimeoutMs: 50 })).rejects.toMatchObject({
      code: 'firmware-trap',
      reason: 'its global constructors did not return within 50 ms',
    })
  })

  test('in a global constructor ends with the signal', async () => {
    const firmware = await compileFixture('behaviour', '-DHANG_IN_CONSTRUCTOR')
    const abort = new AbortController()
    const running = run(firmware, createTestBoard().board, { signal: abort.signal })
    abort.abort(new Error('enough'))
    await expect(running).rejects.toThrow('enough')
  })
})

describe('a reset', () => {
  test.each([
    ['reset', { mode: 'reset', data: 7 }],
    ['safe mode', { mode: 'safe-mode', data: 0 }],
  ])('%s is told to the board once, and the firmware runs no further', async (command, request) => {
    const { firmware, test: board, order } = await start()
    await order(command)
    expect(board.resets).toEqual([request])
    expect(firmware.state).toBe('reset')
    await expect(firmware.turn()).rejects.toThrow(FirmwareStoppedError)
  })

  test('leaves the EEPROM to the next run', async () => {
    const eeprom = new Uint8Array(2048).fill(0xff)
    const first = await start(createTestBoard({ eeprom }))
    await first.order('clear')
    await first.order('store')
    await first.order('reset')
    const second = await start(createTestBoard({ eeprom }))
    await second.order('store')
    expect([...eeprom.subarray(0, 3)]).toEqual([1, 0xff, 0xff])
  })
})

test('stop() is idempotent and ends what waits', async () => {
  const { firmware } = await start()
  const answer = firmware.callFunction('run', 'x')
  const refused = expect(answer).rejects.toThrow(FirmwareStoppedError)
  await firmware.stop()
  await firmware.stop()
  await refused
  await expect(firmware.readVariable('number')).rejects.toThrow(FirmwareStoppedError)
})
