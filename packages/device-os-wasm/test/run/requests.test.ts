import { describe, expect, test } from 'vitest'
import { UnknownFunctionError } from '../../src/run/index.ts'
import { createTestBoard, settle } from '../board.ts'
import { start } from './behaviour.ts'

describe('cloud functions', () => {
  test('are called on free functions, methods and lambdas', async () => {
    const { firmware } = await start()
    expect(firmware.functions).toEqual(['run', 'add', 'clearFlag'])
    const answers = [
      firmware.callFunction('add', '40'),
      firmware.callFunction('add', '2'),
      firmware.callFunction('clearFlag', ''),
    ]
    await firmware.process()
    expect(await Promise.all(answers)).toEqual([40, 42, 1])
  })

  test('fail by name when there is no such function', async () => {
    const { firmware } = await start()
    const answer = firmware.callFunction('nope', '')
    const refused = expect(answer).rejects.toThrow(UnknownFunctionError)
    await firmware.process()
    await refused
    await expect(answer).rejects.toThrow('"nope". It has: run, add, clearFlag.')
  })

  test('get at most 622 bytes of argument', async () => {
    const { firmware } = await start()
    const answer = firmware.callFunction('run', 'x'.repeat(700))
    await firmware.process()
    expect(await answer).toBe(622)
  })
})

describe('cloud variables', () => {
  test('have the types the cloud knows', async () => {
    const { firmware } = await start()
    expect(firmware.variables).toMatchObject({
      flag: 'bool',
      small: 'int32',
      number: 'int32',
      half: 'double',
      text: 'string',
      letters: 'string',
      sum: 'string',
      counter: 'int32',
      handlersDuringLoop: 'int32',
    })
  })

  test.each([
    ['flag', true],
    ['small', 200],
    ['number', -7],
    ['half', 0.5],
    ['text', 'text'],
    ['letters', 'letters'],
    ['sum', 'text!'],
    ['counter', 0],
    ['unknown', undefined],
  ])('%s reads %s', async (name, value) => {
    const { read } = await start()
    expect(await read(name)).toBe(value)
  })
})

describe('events', () => {
  test('reach every handler whose filter is a prefix of their name, null data included', async () => {
    const { firmware, read } = await start()
    firmware.deliverEvent('alarm/fire', 'hot')
    firmware.deliverEvent('alarm', null)
    firmware.deliverEvent('alar', 'too short')
    expect(await read('events')).toBe('alarm/fire:hot;alarm:null;')
    expect(await read('counter')).toBe(100)
  })

  test('are subscribed once a handler, four handlers at most', async () => {
    const { test: board } = await start()
    expect(board.subscriptions).toEqual([
      'alarm all-devices',
      'alarm/fire my-devices',
      'direct my-devices 0123456789abcdef01234567',
      'fifth all-devices',
    ])
  })

  test('of the system reach the handlers of their bit', async () => {
    const { firmware, read } = await start()
    firmware.deliverSystemEvent(4096, 3)
    firmware.deliverSystemEvent(8192, 50)
    expect(await read('counter')).toBe(3)
  })
})

test('handlers never run in the middle of loop(), but once a second inside delay()', async () => {
  const { firmware, test: board, order, read } = await start()
  const turn = order('delay 2500')
  await settle()
  const called = firmware.callFunction('add', '5')
  const answered: number[] = []
  void called.then(() => answered.push(board.time.uptimeMs()))
  await board.time.advance(999)
  expect(answered).toEqual([])
  await board.time.advance(1)
  expect(answered).toEqual([1000])
  await board.time.advance(1500)
  await turn
  expect(await called).toBe(5)
  expect(await read('counter')).toBe(5)
})

test('in manual mode only Particle.process() answers', async () => {
  const { firmware, test: board } = await start(createTestBoard(), '-DMANUAL_MODE')
  expect(firmware.mode.system).toBe('manual')
  let answered = false
  const value = firmware.readVariable('number').then(() => {
    answered = true
  })
  await firmware.turn()
  await firmware.process()
  expect(answered).toBe(false)
  expect(board.time.sleeping).toBe(0)
  await firmware.stop()
  await expect(value).rejects.toMatchObject({ code: 'firmware-stopped' })
})
