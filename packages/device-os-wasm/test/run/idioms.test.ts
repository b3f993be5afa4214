import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { compile } from '../../src/compile/index.ts'
import { type Firmware, run } from '../../src/run/index.ts'
import { createTestBoard, settle, type TestBoard } from '../board.ts'
import { fixtureDir } from '../fixtures.ts'

/** It includes most of the standard library, on top of the Device OS API. */
const COLD_MS = 180_000

async function start(): Promise<{ firmware: Firmware; board: TestBoard }> {
  const board = createTestBoard()
  const program = await compile(fixtureDir('idioms'), { warningsAsErrors: true, timeoutMs: COLD_MS })
  const firmware = await run(program, board.board)
  void turn(firmware)
  // Each step lets loop() turn, which has no delay() of its own.
  for (let seconds = 0; seconds < 30; seconds++) await board.time.advance(1_000)
  return { firmware, board }
}

async function turn(firmware: Firmware): Promise<void> {
  while (firmware.state === 'running') {
    await firmware.turn().catch(() => {})
    await settle()
  }
}

function linesOf(board: TestBoard): string[] {
  return board.printed().split('\r\n')
}

let board: TestBoard

beforeAll(async () => {
  const started = await start()
  board = started.board
  await started.firmware.stop()
}, COLD_MS)

describe.each([
  [
    'printf and its kin',
    {
      'text.integers': '4000000000 4000000000 4 ee6b2800',
      'text.floats': '3.14   -2.5|0.500 |1.234568e+04',
      'text.strings': 'a|    b|c    |de|h|%',
      'text.long64': '-5000000000 10000000000',
      'text.cut': 'trun',
      'text.needed': '5',
      'text.format': 'app -7 0 2.35',
      'text.printf': '07:05',
      'text.printlnf': 'made',
    },
  ],
  [
    'the C library',
    {
      'parse.count': '3',
      'parse.values': '1234',
      'parse.strtok_r': 'set;led;on;',
      'parse.strtol': '278',
      'parse.atof': '250.00',
      'buffer.strlcpy': '13',
      'buffer.strlcpy.text': 'much ',
      'buffer.strlcat': 'abcde',
      'buffer.memmove': 'aabce',
      'buffer.strcasecmp': '1',
      'buffer.strdup': 'pied',
      'c.linkage': '42',
    },
  ],
  [
    'numbers as text',
    {
      'number.itoa': '-255',
      'number.itoa16': 'ff',
      'number.utoa': '4000000000',
      'number.ltoa': '-48879',
      'number.ltoa16': 'BEEF',
      'number.ultoa': '00000101',
      'number.hex': 'BEEF FFFFFFFF -1',
      'number.binary': '101',
      'number.character': '1',
    },
  ],
  [
    'Arduino’s names',
    {
      'flash.strcpy_P': 'from flash',
      'flash.sprintf_P': '300',
      'flash.bytes': '185',
      'flash.F': 'helped',
      'flash.println': 'yes',
      'flash.String': 'ab',
      'arduino.bits': '9',
      'arduino.word': '258',
      'arduino.constrain': '20',
      'arduino.time': '1',
      'arduino.packed': '41',
    },
  ],
  [
    'the C++ library',
    {
      'std.vector': '34',
      'std.map': 'a:1 b:2 ',
      'std.deque': 'first',
      'std.unordered_map': 'seven',
      'std.sizes': '123',
      'std.accumulate': '6',
      'std.owned': '22',
      'std.freed': '0',
      'std.atomic': '7',
      'std.lock_guard': '0',
      'std.function': '42',
      'std.bind': '15',
      'std.tuple': 'two',
      'std.chrono': '22500',
      'std.minmax': '34',
    },
  ],
  [
    'Vector',
    {
      'vector.inserted': 'axbcdd',
      'vector.left': '320',
      'vector.taken': 'acb',
      'vector.copied': '79',
      'vector.resized': '502',
      'vector.moved': '5',
    },
  ],
  [
    'the language',
    {
      'language.singleton': '2',
      'language.fluent': 'heap3',
      'language.enumClass': '2',
      'language.constexpr': '4',
      'language.memberPointer': '29',
      'language.virtual': '16',
      'language.genericLambda': 'ab3',
      'language.initCapture': '2',
      'language.autoReturn': '8',
      'language.variadic': '6',
      'language.littleEndian': '1',
      'language.literals': '1005',
      'language.rawString': '{"a":1}',
    },
  ],
  [
    'timers, threads and locks',
    // Ten ticks, and two timers that are over after one.
    { 'handler.ticks': '102', 'handler.thread': '1' },
  ],
  ['publishing', { 'publish.sent': '1', 'publish.future': '1' }],
  [
    'waiting',
    {
      'wait.for': '1',
      'wait.for.ms': '1',
      'wait.for.never': '0',
      'wait.until': '1',
      'wait.forNot': '1',
      'wait.connected': '1',
      'wait.process': '500',
      'wait.delays': '2760',
    },
  ],
  [
    'Time',
    {
      'time.format': '2019-12-31T19:00:00-05:00',
      'time.strftime': '2019/12/31 19:00',
      'time.fields': '19:00 2019',
    },
  ],
])('idioms of %s', (_what, expected) => {
  test.each(Object.entries(expected))('%s is %s', (name, value) => {
    const line = linesOf(board).find(one => one.startsWith(`${name}=`))
    expect(line?.slice(name.length + 1)).toBe(value)
  })
})

test('log handlers take what their filters say, as long as they live', () => {
  const messages = linesOf(board).filter(line => /^\d{10} /.test(line))
  expect(messages.map(line => line.slice(11))).toEqual([
    '[app] INFO: text -3 4000000000 1.00',
    '[app] TRACE: traced',
    '[app.net] ERROR: shown',
    '[library] ERROR: code -210',
    '[app] WARN: by macro',
  ])
  expect(linesOf(board)).toContain('log.end=0')
})

test('every form of publish() sends what it is given', () => {
  const sent = board.published.map(({ name, data, isPrivate, ttlSeconds, withAck }) =>
    [name, data ?? '-', isPrivate ? 'private' : 'public', ttlSeconds, withAck ? 'ack' : ''].join(' ').trim(),
  )
  expect(sent).toEqual([
    'bare - public 60',
    'flags - private 60',
    'data 1 public 60',
    'data-flags 1 private 60',
    'data-two-flags 1 private 60',
    'ttl 1 public 60',
    'ttl-flags 1 private 60',
    'ttl-chrono 1 private 120',
    'name data private 60',
    'name/sum 42 private 60',
    'format 3 public 60',
    'ack 1 private 60 ack',
    'later 1 public 60 ack',
  ])
})

test('loop() takes its turns by millis()', () => {
  expect(linesOf(board).filter(line => line.startsWith('loop.'))).toEqual([
    'loop.interval=1',
    'loop.interval=2',
    'loop.interval=3',
  ])
})

test('handlers may be bound, methods, or lambdas that capture', { timeout: COLD_MS }, async () => {
  const { firmware, board: own } = await start()
  onTestFinished(() => firmware.stop())
  const answered = async <T>(answer: Promise<T>): Promise<T> => {
    await own.time.advance(100)
    return answer
  }
  expect(await answered(firmware.callFunction('bound', '5'))).toBe(5)
  expect(await answered(firmware.callFunction('method', '6'))).toBe(6)
  expect(await answered(firmware.callFunction('lambda', '7'))).toBe(8)
  expect(await answered(firmware.readVariable('calls'))).toBe(3)
  expect(await answered(firmware.readVariable('computed'))).toBe('n3')
  expect(await answered(firmware.readVariable('answered'))).toBe(1.5)

  for (const pin of [2, 3, 4]) {
    firmware.deliverEdge(pin, 'rising')
    firmware.deliverEdge(pin, 'falling')
    await own.time.advance(10)
  }
  expect(await answered(firmware.readVariable('edges'))).toBe(1 + 2 + 10)

  const before = linesOf(own).length - 1
  firmware.deliverEvent('bound/a', 'x')
  firmware.deliverEvent('method', null)
  firmware.deliverEvent('lambda', '')
  firmware.deliverSystemEvent(64, 8)
  firmware.deliverSystemEvent(32, 5)
  await own.time.advance(100)
  expect(linesOf(own).slice(before, -1)).toEqual([
    'handler.heard=bound/a:x',
    'handler.heard=method:nothing',
    'handler.heard=lambda:',
    'handler.cloud=8',
    'handler.network=8',
  ])
})
