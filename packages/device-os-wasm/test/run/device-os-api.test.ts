import { beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../src/run/index.ts'
import { createTestBoard, type TestBoard } from '../board.ts'
import { compileFixture } from '../fixtures.ts'

/** `name=value` lines that test/fixtures/api prints. */
let values: Map<string, string>
let board: TestBoard

beforeAll(async () => {
  board = createTestBoard({ unixMs: Date.UTC(2022, 10, 23, 18, 21, 34) })
  const firmware = await run(await compileFixture('api'), board.board)
  await firmware.turn()
  expect(firmware.ready).toBe(true)
  expect(firmware.mode).toEqual({
    system: 'automatic',
    threaded: true,
    productId: 10001,
    productVersion: 3,
  })
  const lines = board.printed().split('\r\n')
  values = new Map(lines.map(line => [line.split('=', 1)[0] ?? '', line.slice(line.indexOf('=') + 1)]))
  await firmware.stop()
})

describe.each([
  [
    'String',
    {
      'string.number': '-42',
      'string.hex': 'ff',
      'string.negativeHex': 'ffffffff',
      'string.float': '1.500000',
      'string.places': '3.14',
      'string.char': 'x',
      'string.format': '00042|a text that is longer than the|inner buffer',
      'string.sum': 'a1bc2.500000',
      'string.literalFirst': 'ab',
      'string.substring': 'world',
      'string.clamped': 'world',
      'string.swapped': 'hello',
      'string.indexOf': '6',
      'string.missing': '-1',
      'string.lastIndexOf': '7',
      'string.startsWith': '1',
      'string.endsWith': '1',
      'string.compare': '1',
      'string.equalsIgnoreCase': '1',
      'string.outside': '0',
      'string.changed': 'LL00 W00RLD',
      'string.unchanged': 'hello world',
      'string.trim': '[a b]',
      'string.toInt': '12',
      'string.toFloat': '2.25',
      'string.self': 'ababbab',
      'string.toCharArray': 'hel',
      'string.noMemory': '0',
      'string.stillUsable': 'ok',
    },
  ],
  [
    'JSON',
    {
      'json.written':
        '{"text":"a\\"b\\\\c\\n\\u0001","list":[1,-2,3,true,null],"half":0.5,"third":0.333,"nan":0,"empty":{}}',
      'json.cut': '["01234567',
      'json.cutSize': '14',
      'json.stream': '["s"]',
      'json.isObject': '1',
      'json.count': '4',
      'json.double': '-15.00',
      'json.int': '-1',
      'json.text': 'xé😀\n',
      'json.elements': '111',
      'json.null': '1',
      'json.truncated': '0',
      'json.trailing': '0',
      'json.leadingZero': '0',
      'json.tooDeep': '0',
      'json.inPlace': '123',
    },
  ],
  [
    'numbers',
    {
      'number.map': '50',
      'number.mapEmptyRange': '7',
      'number.constrain': '10',
      'number.min': '6',
      'random.inside': '1',
      'random.empty': '3',
      'random.seeded': '1',
      'chrono.sum': '2005',
    },
  ],
  [
    'Time',
    {
      'time.now': '1669227694',
      'time.iso': '2022-11-23T18:21:34Z',
      'time.text': 'Wed Nov 23 18:21:34 2022',
      'time.weekday': '4',
      'time.zoned': '2022-11-23T14:51:34-03:30',
      'time.hour': '14',
      'time.pattern': '23.11.22',
      'time.set': '1000000000',
    },
  ],
  [
    'Print, System and WiFi',
    {
      'print.double': '1.00',
      'print.formatted': 'a text that is longer than the buffer on the stack, which is sixty-four 7',
      'print.address': '192.168.0.1',
      'system.id': '0123456789abcdef01234567',
      'system.version': String(0x02030100),
      'system.freeMemory': '1',
      'system.freed': '0',
      'wifi.rssi': '-61',
      'wifi.ip': '10.0.0.7',
    },
  ],
  [
    'EEPROM',
    { 'eeprom.erased': '255', 'eeprom.back': '1', 'eeprom.tooLate': '255', 'eeprom.length': '2048' },
  ],
  [
    'pins',
    { 'pins.read': '1', 'pins.analog': '1000', 'pins.analogByNumber': '1000', 'pins.noConverter': '0' },
  ],
])('%s', (_area, expected) => {
  test.each(Object.entries(expected))('%s is %s', (name, value) => {
    expect(values.get(name)).toBe(value)
  })
})

test('a pin is written only in output mode', () => {
  expect(board.writes).toEqual(['mode 7 output', 'digital 7 1', 'analog 16 4095'])
})

test('the RGB LED shows colours only while the firmware controls it', () => {
  expect(board.lights.at(-1)).toEqual({ controlled: true, red: 10, green: 11, blue: 12, brightness: 96 })
  expect(board.lights.some(state => state.red === 1)).toBe(false)
})

test('the log prints what passes its handler, with uptime, category and level', () => {
  const lines = board
    .printed()
    .split('\r\n')
    .filter(line => line.startsWith('0000000000'))
  expect(lines).toEqual([
    '0000000000 [app] WARN: shown 1',
    '0000000000 [chatty] TRACE: shown too',
    '0000000000 [app] ERROR: failed [code = -5, details = why]',
  ])
  expect(board.printed().split('\r\n')).toContain('raw 7 01ff')
})
